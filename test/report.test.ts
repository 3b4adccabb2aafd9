import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseView } from "../src/core/caseView.ts";
import type { LedgerEntry } from "../src/core/ledger.ts";
import { refang } from "../src/core/refang.ts";
import { addSelection } from "../src/report/addSelection.ts";
import { type CitedLine, citation, citations } from "../src/report/cite.ts";
import { defang } from "../src/report/defang.ts";
import { csvCell, visibleText } from "../src/report/escape.ts";
import { indicatorsCsv } from "../src/report/exports/csv.ts";
import { standaloneHtml, webviewHtml } from "../src/report/exports/html.ts";
import { liveTarget } from "../src/report/exports/liveTarget.ts";
import { markdownHtml } from "../src/report/exports/markdownHtml.ts";
import { pageStyle, pageStyleHash } from "../src/report/exports/reportStyle.ts";
import { stixBundle } from "../src/report/exports/stix.ts";
import { uuidOf } from "../src/report/exports/uuid.ts";
import { renderFindings } from "../src/report/findings.ts";
import { type LineToNormalize, normalizedCopy } from "../src/report/normalize.ts";
import type { FindingsContext } from "../src/report/reportInput.ts";
import { activeParts } from "./report/activeParts.ts";
import { stixFlaws } from "./report/stixFlaws.ts";

interface ReportPage {
  readonly view: CaseView;
  readonly ledger: readonly LedgerEntry[];
  /** Lines of evidence by `path:line`. */
  readonly lines?: { readonly [place: string]: string };
}

/** Most pages have nothing to do with databases of addresses. */
function readPage(path: string): ReportPage {
  const page = JSON.parse(readFileSync(path, "utf8")) as ReportPage;
  return { ...page, view: { ...page.view, places: page.view.places ?? [] } };
}

const folder = join(import.meta.dirname, "report");
const pages = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());

describe.each(pages)("%s", (name) => {
  const at = (file: string) => join(folder, name, file);
  const input = readPage(at("input.json"));
  const existing = existsSync(at("existing.md")) ? readFileSync(at("existing.md"), "utf8") : "";
  const findings = renderFindings(input.view, contextOf(input), existing);

  test("the findings are as expected", async () => {
    await expect(findings).toMatchFileSnapshot(at("expected.md"));
  });

  test("generated twice, and from captures in another order, they have the same bytes", () => {
    expect(renderFindings(input.view, contextOf(input), findings)).toBe(findings);
    const other = { ...input, view: backwards(input.view), ledger: [...input.ledger].reverse() };
    expect(renderFindings(other.view, contextOf(other), existing)).toBe(findings);
    expect(stixBundle(other.view, contextOf(other))).toBe(stixBundle(input.view, contextOf(input)));
    expect(indicatorsCsv(other.view, contextOf(other))).toBe(indicatorsCsv(input.view, contextOf(input)));
  });

  test("nothing in their HTML is active", () => {
    expect(activeParts(markdownHtml(findings))).toEqual([]);
  });

  test("their STIX has what STIX requires", () => {
    expect(stixFlaws(stixBundle(input.view, contextOf(input)))).toEqual([]);
  });

  const exports: readonly (readonly [string, () => string])[] = [
    ["expected.html", () => standaloneHtml(findings, "Findings")],
    ["expected.csv", () => indicatorsCsv(input.view, contextOf(input))],
    ["expected.stix.json", () => stixBundle(input.view, contextOf(input))],
  ];
  test.each(exports.filter(([file]) => existsSync(at(file))))("%s is as expected", async (file, text) => {
    await expect(text()).toMatchFileSnapshot(at(file));
  });
});

const tables = JSON.parse(readFileSync(join(folder, "tables.json"), "utf8")) as {
  readonly defang: readonly (readonly [string, string])[];
  readonly refang: readonly (readonly [string, string])[];
  readonly visible: readonly (readonly [string, string])[];
  readonly csv: readonly (readonly [string, string])[];
  readonly targets: readonly (readonly [string, string | null])[];
  readonly citations: readonly (readonly [CitedLine, string])[];
  readonly selections: readonly (readonly [string, readonly CitedLine[], string])[];
  readonly normalized: readonly (readonly [readonly LineToNormalize[], string])[];
  readonly html: readonly (readonly [string, string])[];
  readonly hostile: readonly string[];
};

test.each(tables.defang)("%j is defanged as %j", (text, expected) => {
  expect(defang(text)).toBe(expected);
  expect(defang(expected)).toBe(expected);
  expect(refang(expected)).toBe(text);
});
test.each(tables.refang)("%j is refanged as %j", (text, expected) => expect(refang(text)).toBe(expected));
test.each(tables.visible)("%j is shown as %j", (text, expected) => expect(visibleText(text)).toBe(expected));
test.each(tables.csv)("%j is the CSV cell %j", (text, expected) => expect(csvCell(text)).toBe(expected));
test.each(tables.targets)("a link to %j leads to %j", (href, expected) => {
  expect(liveTarget(href) ?? null).toBe(expected);
});
test.each(tables.citations)("%j is cited", (line, expected) => expect(citation(line)).toBe(expected));
test.each(tables.selections)("in %j a selection is added once", (existing, lines, expected) => {
  const added = addSelection(existing, lines);
  expect(added).toBe(expected);
  expect(addSelection(added, lines)).toBe(added);
});
test.each(tables.normalized)("%j is normalized", (lines, expected) =>
  expect(normalizedCopy(lines)).toBe(expected),
);
test.each(tables.html)("%j is the HTML %j", (markdown, expected) =>
  expect(markdownHtml(markdown)).toBe(expected),
);

describe.each(tables.hostile)("hostile text %j", (text) => {
  test("is no active part of a page made of it", () => expectInert(text));

  test("does not get out of its place in a report", () => {
    const view = everywhere(storyOf().view, text);
    const findings = renderFindings(view, contextOf(storyOf()), "");
    expect(activeParts(markdownHtml(findings))).toEqual([]);
    expect(renderFindings(view, contextOf(storyOf()), findings)).toBe(findings);
    expect(stixFlaws(stixBundle(view, contextOf(storyOf())))).toEqual([]);
    expect(columnCounts(findings)).toEqual(
      columnCounts(renderFindings(storyOf().view, contextOf(storyOf()), "")),
    );
  });
});

test("no text is an active part of a page", () => {
  const marks = fc.constantFrom(
    ...tables.hostile,
    ..."<>`*_[]()!|\\&#;:/\"'\n \t-=~".split(""),
    "a",
    "https://",
    "<!--",
  );
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 30 }), (parts) => expectInert(parts.join(""))),
    { numRuns: 300 },
  );
}, 60_000);

test("no text of evidence changes the shape of a report", () => {
  const marks = fc.constantFrom(
    ..."<>`*_[]()!|\\&#;:/.@\"' \t-=~\r\n".split(""),
    "a",
    "www.",
    "https://",
    "drop.example",
  );
  const shape = columnCounts(renderFindings(storyOf().view, contextOf(storyOf()), ""));
  fc.assert(
    fc.property(fc.array(marks, { minLength: 1, maxLength: 12 }), (parts) => {
      const text = `x${parts.join("")}x`;
      const findings = renderFindings(everywhere(storyOf().view, text), contextOf(storyOf()), "");
      expect(activeParts(markdownHtml(findings))).toEqual([]);
      expect(columnCounts(findings)).toEqual(shape);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("a paragraph of stars and a tower of quotes are rendered soon", () => {
  const before = process.cpuUsage();
  expectInert("*a_".repeat(30_000));
  expectInert(">".repeat(50_000));
  expectInert("- ".repeat(50_000));
  expectInert(Array.from({ length: 500 }, (_, i) => `${" ".repeat(2 * i)}- a`).join("\n"));
  expectInert(`${" ".repeat(100_000)}x`);
  const seconds = process.cpuUsage(before).user / 1e6;
  expect(seconds).toBeLessThan(6);
}, 60_000);

test("a long selection is counted, not listed", () => {
  const lines = Array.from({ length: 5_000 }, (_, line) => ({ path: "fw.log", line, text: "row" }));
  expect(citations(lines).length).toBe(201);
  expect(citations(lines).at(-1)).toBe("- … and 4,800 more lines, from [fw.log:201](fw.log#L201) on");
});

test("the page's stylesheet is the one its policy names", () => {
  expect(pageStyleHash).toBe(`sha256-${createHash("sha256").update(pageStyle).digest("base64")}`);
});

test("a webview's page has its nonce and nothing else", () => {
  const html = webviewHtml("# A", { title: "<A>", nonce: "abc'\"><b>" });
  expect(html).toContain("default-src 'none'; style-src 'nonce-abcb'; base-uri");
  expect(html).not.toContain("<script");
  expect(html).toContain("<title>&lt;A&gt;</title>");
});

test("a UUID of version 5 is the one of RFC 9562, appendix A.4", () => {
  expect(uuidOf("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  );
});

test("defanging and refanging gives the address again", () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain());
  fc.assert(fc.property(address, (text) => refang(defang(text)) === text));
});

function contextOf({ ledger, lines }: ReportPage): FindingsContext {
  const path = (uri: string) => uri.replace("case:/", "");
  return {
    relativePath: path,
    casePath: path,
    ledger,
    ledgerUri: "case:/.incident/ledger.jsonl",
    lineText: ({ uri, line }) => lines?.[`${path(uri)}:${line + 1}`],
  };
}

function storyOf(): ReportPage {
  return readPage(join(folder, "a case tells its story", "input.json"));
}

/** The case as it would be with its captures read in another order. */
function backwards(view: CaseView): CaseView {
  const lists = Object.entries(view).map(([name, list]) => [name, [...(list as unknown[])].reverse()]);
  return Object.fromEntries(lists) as unknown as CaseView;
}

/** The case with this text wherever evidence may put one. */
function everywhere(view: CaseView, text: string): CaseView {
  const places = [
    "name",
    "executable",
    "summary",
    "reason",
    "title",
    "encoding",
    "command",
    "zone",
    "transport",
    "path",
    "detail",
    "company",
    "version",
  ];
  return JSON.parse(JSON.stringify(view), (key, value: unknown) => {
    if (places.includes(key) && typeof value === "string") return `${value} ${text}`;
    if (key === "actions" || key === "sources") return [text];
    return key === "uri" ? `${String(value)}${text}` : value;
  }) as CaseView;
}

function expectInert(markdown: string): void {
  expect(activeParts(markdownHtml(markdown))).toEqual([]);
}

/** Rows and columns of every table, as HTML has them. */
function columnCounts(markdown: string): readonly string[] {
  const tables = markdownHtml(markdown).split("<table>").slice(1);
  return tables.map((table) => {
    const rows = table.split("</table>")[0]!.split("<tr>").slice(1);
    return rows.map((row) => row.split(/<t[hd]>/u).length - 1).join(",");
  });
}
