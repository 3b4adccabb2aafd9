import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type IssueCode, issueKinds } from "../../src/core/issue.ts";
import { issuesInEditor } from "./issuesInEditor.ts";

/** The pages that diagnostics link to. */
const folder = join(import.meta.dirname, "../../docs/diagnostics");
const codes = Object.keys(issueKinds) as readonly IssueCode[];
const update = process.env["UPDATE_PAGES"] === "1";

const verdicts = {
  error: "Error: this cannot be.",
  warning: "Warning: this is suspicious.",
  information: "Information: this limits what the evidence says.",
  hint: "Hint: this is noise.",
} as const;

/** What no example of a page can show: a line of 65,536 bytes, bytes that are no text or no UTF-8, archives, and drives. */
const unshown: ReadonlySet<IssueCode> = new Set([
  ...(["EV003", "EV005", "EV022", "EV023", "EV024", "EV025", "EV028"] as const),
]);
const headings = [
  "What it means",
  "Example",
  "Why it matters",
  "What to do",
  "When it is harmless",
  "Source",
];

describe("pages on codes", () => {
  test("every code has one, and none is without a code", () => {
    const pages = readdirSync(folder).filter((name) => name !== "README.md");
    expect(pages.sort()).toEqual(codes.map((code) => `${code}.md`).sort());
  });

  test.each(codes)("%s says what it is, and its example is one", (code) => {
    const text = readFileSync(join(folder, `${code}.md`), "utf8");
    const { title, severity } = issueKinds[code];
    expect(text.startsWith(`# ${code}: ${title}\n\n${verdicts[severity]}\n`)).toBe(true);
    const wanted = headings.filter((heading) => heading !== "Example" || !unshown.has(code));
    expect(Array.from(text.matchAll(/^## (.+)$/gm), ([, heading]) => heading)).toEqual(wanted);
    const said = new Set(issuesInEditor(text, `${code}.md`).map((issue) => issue.code));
    expect(said.has(code)).toBe(!unshown.has(code));
  });

  test("README.md lists them", () => {
    const file = join(folder, "README.md");
    if (update) writeFileSync(file, listOfCodes());
    expect(readFileSync(file, "utf8")).toBe(listOfCodes());
  });
});

function listOfCodes(): string {
  const rows = codes.map((code) => {
    const { title, severity } = issueKinds[code];
    return [`[${code}](${code}.md)`, severity, title];
  });
  return [
    "# What is said of evidence",
    "",
    "Impossible is an error, suspicious a warning, a caveat information, noise a hint. `EV` is about any evidence,",
    "`NET` about socket tables, `PR` about lists of processes, `FW` about firewall logs. Evidence is never edited:",
    "what can be mended is mended in a copy, or on the fence that the analyst wrote.",
    "",
    ...alignedTable([["Code", "Severity", "What is said"], ...rows]),
    "",
  ].join("\n");
}

/** The way the formatter writes tables. */
function alignedTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  const [head = "", ...body] = rows.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...body];
}
