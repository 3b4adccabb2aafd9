import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/core/format.ts";
import { Row } from "../../src/core/row.ts";
import { allFormats } from "../../src/formats/all.ts";
import { EvidenceDocument } from "../../src/workspace/document/evidenceDocument.ts";
import { EvidenceReader } from "../../src/workspace/reading/evidenceReader.ts";

const encoder = new TextEncoder();
const quick = allFormats.filter((format) => format.reader().readPlainLine !== undefined);

/** Pieces of rows: mostly as they should be, now and then as nobody wrote them. */
const mostly = (usual: readonly string[], odd: readonly string[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const address = mostly(
  ["10.20.0.42", "0.0.0.0", "255.255.255.255"],
  ["256.1.1.1", "01.2.3.4", "1.2.3", "1.2.3.4.5"],
);
const port = mostly(["443", "65535", "0"], ["65536", "00", "080", "123456", "x", "*", ""]);
const numeric = fc.tuple(address, port).map((parts) => parts.join(":"));
const endpoint = fc.oneof(
  { weight: 9, arbitrary: numeric },
  { weight: 4, arbitrary: fc.constant("*:*") },
  { weight: 1, arbitrary: fc.constantFrom("[::]:135", "ws-042:https", "*:", "203.0.113[.]7:443", "") },
);
const blanks = mostly([" ", "  ", "      "], ["\t", ""]);
const words = mostly(
  ["ESTABLISHED", "TIME_WAIT", ""],
  ["ABHÖREN", "Established", "SYN SENT", "?", "4711", "_A"],
);
const pid = mostly(["4", "3416", "0", "999999999"], ["4294967295", "4294967296", "-1", ""]);
const tail = mostly([""], [" ", " InHost", " svchost.exe", "\t", "x", ":"]);
const protocol = mostly(["TCP", "UDP"], ["TCPv6", "tcp", "TC", "UDP6", "TCP4"]);

const socketRow = fc
  .tuple(blanks, protocol, blanks, endpoint, blanks, endpoint, blanks, words, blanks, pid, tail)
  .map((parts) => parts.join(""));

function readPlain(format: Format, state: string, text: string) {
  const reader = format.reader(state);
  const line = encoder.encode(`${text}\r\n`);
  const isPlain = reader.readPlainLine?.(line, 0, line.length - 2) ?? false;
  return isPlain ? reader.state : undefined;
}

describe("a line that is read as a plain row", () => {
  test.each(quick)("is one to $id, without a flaw, and leaves the same behind", (format) => {
    fc.assert(
      fc.property(socketRow, fc.constantFrom("", "r---2", "os--2", "s---0", "rfap4"), (text, state) => {
        const after = readPlain(format, state, text);
        if (after === undefined) return;
        const [reader, row, line] = [format.reader(state), new Row(), encoder.encode(text)];
        row.clear(line);
        expect(reader.read(line, 0, line.length, row)).toBe("row");
        expect(row.flaws).toEqual([]);
        expect(reader.state).toBe(after);
      }),
      { numRuns: 20_000 },
    );
  });

  test("is what `netstat -ano` prints", () => {
    const rows = [
      "  TCP    10.20.0.42:49731       203.0.113.77:443       ESTABLISHED     3416",
      "  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       900",
      "  UDP    10.20.0.42:137         *:*                                    4",
    ];
    for (const row of rows) expect(quick.map((format) => readPlain(format, "", row))).toEqual(["r---2"]);
  });
});

const pages = join(import.meta.dirname, "..", "formats", "netstat.windows");

test.each(readdirSync(pages).filter((name) => name.endsWith(".log")))(
  "%s has the same lines in a document",
  (name) => {
    const text = readFileSync(join(pages, name), "utf8");
    const document = new EvidenceDocument(text, {
      uri: "file:///a",
      kind: "file",
      formats: allFormats,
      latest: 0,
      zone: undefined,
    });
    const reader = new EvidenceReader({ kind: "file", formats: allFormats, blanks: "repair" });
    const row = new Row();
    for (let line = 0; line < document.lineCount; line++) {
      const bytes = encoder.encode(document.line(line));
      expect(document.roleOf(line)).toBe(reader.read(bytes, 0, bytes.length, row));
    }
  },
);
