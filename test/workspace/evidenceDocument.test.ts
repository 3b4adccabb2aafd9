import fc from "fast-check";
import { expect, test } from "vitest";
import {
  EvidenceDocument,
  type EvidenceDocumentOptions,
} from "../../src/workspace/document/evidenceDocument.ts";
import { TextLines } from "../../src/workspace/document/textLines.ts";
import { plainFormat } from "./plainFormat.ts";

const lines = [
  "LINKS",
  "LINK 192.0.2.1 192.0.2.2 4711",
  "LINK 192.0.2.1 198.51.100.7 -1",
  "  owner.exe",
  "  \u00e4\ud83d\ude00.dll",
  "LOST 3",
  "",
  "   ",
  "what is this",
  "> LINK 192.0.2.9 192.0.2.2\u00a04",
  "```netstat host=WS-042",
  "> ~~~ netstat",
  "```",
  "~~~",
  "<!-- incident-notes:begin summary -->",
  "<!-- incident-notes:end summary -->",
  "- [a.log:1](a.log#L1): `LINK 192.0.2.1 192.0.2.2 4711`",
];
const lineBreak = fc.constantFrom("\n", "\r\n", "\r");
const someText = fc
  .array(fc.tuple(fc.constantFrom(...lines), lineBreak), { maxLength: 400 })
  .map((parts) => parts.map(([line, end]) => line + end).join(""));
const position = fc.record({ line: fc.nat(450), character: fc.nat(32) });
const change = fc.record({
  range: fc.record({ start: position, end: position }),
  text: fc.oneof(fc.constantFrom("", "\n", "\r", "x", "```", "LINKS", "  "), someText),
});

test.each(["note", "file"] as const)("an edited %s reads as a fresh one does", (kind) => {
  fc.assert(
    fc.property(someText, fc.array(change, { minLength: 1, maxLength: 6 }), (text, changes) => {
      const options: EvidenceDocumentOptions = {
        uri: "file:///case/notes",
        kind,
        formats: [plainFormat],
        latest: 0,
        zone: undefined,
      };
      const edited = new EvidenceDocument(text, options);
      for (const change of changes) edited.edit(change);
      const text2 = changes.reduce(edit, text);
      expect(reading(edited)).toEqual(reading(new EvidenceDocument(text2, options)));
    }),
    { numRuns: 150 },
  );
});

test("lines are cut and joined as LSP has it", () => {
  fc.assert(
    fc.property(someText, fc.array(change, { maxLength: 5 }), (text, changes) => {
      const edited = new TextLines(text);
      for (const one of changes) edited.edit(one);
      expect(allLines(edited)).toEqual(changes.reduce(edit, text).split(/\r\n|\r|\n/));
    }),
  );
});

function allLines(text: TextLines): readonly string[] {
  return Array.from({ length: text.count }, (_, i) => text.line(i));
}

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type Position = Change["range"]["start"];

/** The slow way to edit a text. */
function edit(text: string, { range, text: inserted }: Change) {
  const breaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const starts = [0, ...breaks.map(({ index, 0: end }) => index + end.length)];
  const ends = [...breaks.map(({ index }) => index), text.length];
  const offset = ({ line, character }: Position) =>
    line < starts.length ? Math.min(starts[line]! + character, ends[line]!) : text.length;
  const from = Math.min(offset(range.start), offset(range.end));
  const to = Math.max(offset(range.start), offset(range.end));
  return text.slice(0, from) + inserted + text.slice(to);
}

function reading(document: EvidenceDocument) {
  const { captures, fences, lineCount } = document;
  return {
    captures,
    fences,
    roles: Array.from({ length: lineCount }, (_, line) => document.roleOf(line)),
    observations: document.observations(0, lineCount),
    issues: document.blocks.flatMap(({ first, block }) =>
      block.issues.map((issue) => ({ ...issue, place: { ...issue.place, line: first + issue.place.line } })),
    ),
    repaired: document.blocks.flatMap(({ first, block }) => block.repaired.map((offset) => first + offset)),
  };
}
