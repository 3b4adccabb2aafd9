import { expect, test } from "vitest";
import type { ViewLines } from "../src/protocol/views.ts";
import { builtServer } from "./server/builtServer.ts";
import { type ServedCase, withCase } from "./server/servedCase.ts";

const program = builtServer("views");

const rare = "203.0.113.77";
const row = (i: number) =>
  `2031-07-02 09:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")} ALLOW TCP ` +
  `192.168.10.42 ${i % 1000 === 999 ? rare : "198.51.100.9"} ${50_000 + (i % 999)} 443 0 - 0 0 0 - - - SEND`;
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, i) => row(from + i));
const log = (count: number) => `${rows(count).join("\n")}\n`;
const view = "incident-view:/lines";
const where = (text: string) => ({ uri: view, selection: { kind: "where", text } });

async function shown(
  { server }: ServedCase,
  params: ReturnType<typeof where>,
): Promise<ViewLines & { readonly count: number }> {
  const lines = (await server.request("incidentNotes/viewLines", params)) as ViewLines;
  const count = lines.text.split("\n").length;
  server.notify("incidentNotes/viewShown", { uri: params.uri, count, parts: lines.parts });
  return { ...lines, count };
}

test("lines of a selection come with the numbers of their capture", () =>
  withCase({ program, files: { "fw.log": log(5000) } }, async (served) => {
    const { text, parts, total, family } = await shown(served, where(rare));
    expect(text.split("\n")).toEqual([999, 1999, 2999, 3999, 4999].map(row));
    expect(parts.map(({ lines }) => lines)).toEqual([[999, 1999, 2999, 3999, 4999]]);
    expect({ total, family }).toEqual({ total: 5, family: "fwlog" });
  }));

test("what an editor asks of a view is answered for the lines of the capture", () =>
  withCase({ program, files: { "fw.log": log(5000) } }, async (served) => {
    const { server, open, uri } = served;
    const { text } = await shown(served, where(rare));
    open(view, "fwlog", text);
    const at = { textDocument: { uri: view }, position: { line: 2, character: 50 } };
    expect(JSON.stringify(await server.request("textDocument/hover", at))).toContain("5 rows");
    const said = await server.request("textDocument/codeLens", at);
    expect(JSON.stringify(said)).toContain(JSON.stringify({ cites: [{ uri: uri("fw.log"), line: 999 }] }));
    const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
    const tokens = await server.request("textDocument/semanticTokens/range", { ...at, range });
    expect((tokens as { readonly data: readonly number[] }).data.length).toBeGreaterThan(5 * 5);
    expect(await served.labels("evidence")).toEqual(["fw.log"]);
  }));

test("a log that grows is read on from where its lines were known", () =>
  withCase({ program, files: { "fw.log": log(5000) } }, async (served) => {
    await shown(served, where(rare));
    await served.write("fw.log", log(7000));
    await served.changed("fw.log");
    const { text, parts } = await shown(served, where(rare));
    expect(parts.flatMap(({ lines }) => lines)).toEqual([999, 1999, 2999, 3999, 4999, 5999, 6999]);
    expect(text.split("\n").at(-1)).toBe(row(6999));
  }));

test("lines of what cannot be read in parts are read from its beginning", () =>
  withCase({ program, files: {} }, async (served) => {
    const wide = `\ufeff${log(3000)}`;
    await served.write("fw.log", Buffer.from(wide, "utf16le"));
    await served.changed("fw.log");
    const { text } = await shown(served, where(rare));
    expect(text.split("\n")).toEqual([999, 1999, 2999].map(row));
  }));
