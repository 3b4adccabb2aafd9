import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evidenceRules } from "../src/analysis/rules/evidenceRules.ts";
import { type Issue, type IssueCode, issueKinds, severityOf } from "../src/core/issue.ts";
import { rangeOf } from "../src/features/lspRanges.ts";
import { allFormats } from "../src/formats/all.ts";
import { annotated } from "./features/annotated.ts";
import { readBytes } from "./readPage.ts";
import { issuesInEditor } from "./validation/issuesInEditor.ts";

const folder = join(import.meta.dirname, "validation");
const pages = readdirSync(folder).filter(
  (name) => /\.(?:netstat|fwlog|tasklist|md)$/.test(name) && name !== "README.md",
);
const update = process.env["UPDATE_PAGES"] === "1";

/** What only the editor says: of fences, and of the whole of a document. */
const editorOnly: ReadonlySet<IssueCode> = new Set(["EV001", "EV017", "EV019", "EV021"]);
/** What only bytes can say. */
const bytesOnly: ReadonlySet<IssueCode> = new Set(["EV005"]);

describe("pages", () => {
  test.each(pages)("%s", async (name) => {
    const bytes = readFileSync(join(folder, name));
    const { issues } = await readBytes(bytes, name, allFormats, evidenceRules);
    const text = textOf(bytes);
    if (text !== undefined)
      expect(shared(issuesInEditor(text, name), editorOnly)).toEqual(shared(issues, bytesOnly));
    const actual = expectedText(
      text ?? new TextDecoder("ibm866").decode(bytes),
      text === undefined ? issues : issuesInEditor(text, name),
    );
    const file = join(folder, name.replace(/\.\w+$/, ".expected"));
    if (update) writeFileSync(file, actual);
    else expect(actual).toBe(readFileSync(file, "utf8"));
  });

  test("every expectation has its page", () => {
    const expectations = readdirSync(folder).filter((name) => name.endsWith(".expected"));
    const claims = pages.map((name) => name.replace(/\.\w+$/, ""));
    expect(expectations.map((name) => name.replace(".expected", "")).sort()).toEqual([...claims].sort());
    expect(new Set(claims).size).toBe(claims.length);
  });
});

/** Of long lines, below; of archives and of files that fail, test/archives; of native captures, test/procmon. */
const otherwiseShown: ReadonlySet<IssueCode> = new Set([
  ...(["EV003", "EV022", "EV023", "EV024", "EV025", "EV028"] as const),
]);

describe("the table of codes", () => {
  const codes = Object.keys(issueKinds) as readonly IssueCode[];

  test("every code is produced by some page", () => {
    const shown = readdirSync(folder)
      .filter((name) => name.endsWith(".expected"))
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("\n");
    const said = codes.filter((code) => shown.includes(`^ ${severityOf(code)} ${code} `));
    expect(said).toEqual(codes.filter((code) => !otherwiseShown.has(code)));
  });

  test("EV003: a line of 70,000 characters is said to be read only in part", () => {
    const row = "  TCP    10.20.0.42:49731       10.20.0.9:443          ESTABLISHED     3104";
    const found = issuesInEditor(`${row}\n${row}${" ".repeat(70_000)}x\n`, "long.netstat");
    expect(found.filter(({ code }) => code === "EV003").map(({ place }) => place.line)).toEqual([1]);
  });
});

/** The text as an editor has it; undefined where the bytes are not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function expectedText(text: string, issues: readonly Issue[]): string {
  const notes = issues.map(({ code, place, message, related = [] }) => ({
    range: rangeOf(place),
    text: [
      `${severityOf(code)} ${code} ${message}`,
      ...related.map((other) => `(line ${other.place.line + 1}: ${other.message})`),
    ].join(" "),
  }));
  return notes.length === 0 ? "" : `${annotated(text.replaceAll("\r", ""), notes)}\n`;
}

/** What both hosts have to say alike. */
function shared(issues: readonly Issue[], except: ReadonlySet<IssueCode>): readonly string[] {
  const sentences = issues
    .filter(({ code }) => !except.has(code))
    .map(({ code, place, message }) => `${place.line + 1} ${code} ${message}`);
  return sentences.sort();
}
