import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { type LanguageServer, startLanguageServer } from "../scripts/bench/languageServer.mjs";
import { builtServer } from "./server/builtServer.ts";
import { hostileTexts } from "./server/hostileTexts.ts";
import { impossibleRows, legitimateRows } from "./server/socketRows.ts";

const program = builtServer("stdio");

const pulling = { textDocument: { diagnostic: {} } };

type Capabilities = Readonly<Record<string, unknown>>;

async function withServer(capabilities: Capabilities, use: (server: LanguageServer) => Promise<void>) {
  const server = startLanguageServer(program);
  try {
    await server.request("initialize", { processId: null, rootUri: null, capabilities });
    server.notify("initialized", {});
    await use(server);
    await server.request("shutdown", undefined);
    server.notify("exit", undefined);
    expect(await server.exited).toBe(0);
    expect(server.errors()).toBe("");
  } finally {
    server.kill();
  }
}

const uri = "file:///case/ws-042.netstat";
const textDocument = { uri };

/** Opens a text and gives its first diagnostics. */
async function opened(server: LanguageServer, text: string, languageId = "netstat") {
  const published = server.next("textDocument/publishDiagnostics");
  server.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  return (await published).diagnostics;
}

test("says what it can do, and counts in UTF-16", async () => {
  const server = startLanguageServer(program);
  const { capabilities } = await server.request("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  expect(capabilities).toMatchObject({
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: 2 },
    semanticTokensProvider: { range: true, full: { delta: true } },
    diagnosticProvider: { workspaceDiagnostics: true },
    foldingRangeProvider: true,
    documentSymbolProvider: {},
    selectionRangeProvider: true,
    documentHighlightProvider: true,
  });
  server.kill();
});

test("impossible rows are errors, with the row's own line", () =>
  withServer({}, async (server) => {
    const diagnostics = await opened(server, impossibleRows.map(({ row }) => row).join("\n"));
    for (const [line, { code }] of impossibleRows.entries()) {
      const here = diagnostics.filter((one: { range: Range }) => one.range.start.line === line);
      expect(here.map((one: { code: string }) => one.code)).toContain(code);
      expect(here.find((one: { code: string }) => one.code === code)).toMatchObject({ severity: 1 });
    }
  }));

test("legitimate rows are left alone", () =>
  withServer({}, async (server) => {
    expect(await opened(server, legitimateRows.join("\n"))).toEqual([]);
  }));

test("an edit's diagnostics come with its version", () =>
  withServer({}, async (server) => {
    await opened(server, legitimateRows.join("\n"));
    const published = server.next("textDocument/publishDiagnostics", ({ version }) => version === 2);
    const start = { line: 0, character: 0 };
    server.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start, end: start }, text: `${impossibleRows[0]!.row}\n` }],
    });
    expect((await published).diagnostics).toMatchObject([{ code: impossibleRows[0]!.code }]);
  }));

test("a client that asks for diagnostics is told nothing unasked", () =>
  withServer(pulling, async (server) => {
    const text = impossibleRows[0]!.row;
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "netstat", version: 1, text } });
    const report = await server.request("textDocument/diagnostic", { textDocument });
    expect(report).toMatchObject({ kind: "full", items: [{ code: impossibleRows[0]!.code }] });
    const { resultId } = report;
    const again = await server.request("textDocument/diagnostic", {
      textDocument,
      previousResultId: resultId,
    });
    expect(again).toEqual({ kind: "unchanged", resultId });
    const previousResultIds = [{ uri, value: resultId }];
    const workspace = await server.request("workspace/diagnostic", { previousResultIds });
    expect(workspace.items).toMatchObject([{ kind: "unchanged", uri }]);
    expect(server.said("textDocument/publishDiagnostics")).toEqual([]);
  }));

test("tokens of a range, and the difference an edit makes, are those of the whole", () =>
  withServer({}, async (server) => {
    await opened(server, legitimateRows.join("\n"));
    const full = await server.request("textDocument/semanticTokens/full", { textDocument });
    const range = { start: { line: 0, character: 0 }, end: { line: legitimateRows.length, character: 0 } };
    const ranged = await server.request("textDocument/semanticTokens/range", { textDocument, range });
    expect(ranged.data).toEqual(full.data);
    const start = { line: 1, character: 0 };
    server.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start, end: start }, text: `\n${legitimateRows[0]}\n` }],
    });
    const previousResultId = full.resultId;
    const params = { textDocument, previousResultId };
    const { edits } = await server.request("textDocument/semanticTokens/full/delta", params);
    const after = await server.request("textDocument/semanticTokens/full", { textDocument });
    const data = [...full.data];
    for (const edit of edits) data.splice(edit.start, edit.deleteCount, ...edit.data);
    expect(data).toEqual(after.data);
  }));

test("a cancelled request is answered as such, and an unknown one too", () =>
  withServer({}, async (server) => {
    await opened(server, legitimateRows.join("\n").repeat(2000));
    server.ask("textDocument/documentSymbol", { textDocument });
    const { id, answer } = server.ask("textDocument/foldingRange", { textDocument });
    server.notify("$/cancelRequest", { id });
    expect((await answer).error?.code).toBe(-32800);
    expect((await server.ask("incidentNotes/doesNotExist", {}).answer).error?.code).toBe(-32601);
  }));

test("files of the case are reported without being open, as they are stored", async () => {
  const folder = await mkdtemp(join(tmpdir(), "case-"));
  const server = startLanguageServer(program);
  try {
    const text = `\ufeff${impossibleRows[0]!.row}\r\n`;
    await writeFile(join(folder, "WS 042.txt"), Buffer.from(text, "utf16le"));
    const rootUri = pathToFileURL(folder).href;
    await server.request("initialize", { processId: null, rootUri, capabilities: pulling });
    const read = server.next("incidentNotes/caseChanged");
    server.notify("initialized", {});
    await read;
    const first = await server.request("workspace/diagnostic", { previousResultIds: [] });
    const uri = `${rootUri}/WS%20042.txt`;
    expect(first.items).toMatchObject([{ uri, kind: "full", items: [{ code: impossibleRows[0]!.code }] }]);
    const previousResultIds = [{ uri, value: first.items[0].resultId }];
    const again = await server.request("workspace/diagnostic", { previousResultIds });
    expect(again.items).toMatchObject([{ uri, kind: "unchanged" }]);
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

test("a document that was never opened has nothing", () =>
  withServer({}, async (server) => {
    expect(await server.request("textDocument/foldingRange", { textDocument })).toEqual([]);
    expect(await server.request("textDocument/semanticTokens/full", { textDocument })).toEqual({ data: [] });
  }));

test.each(Object.entries(hostileTexts))("survives %s", { timeout: 20_000 }, (_name, text) =>
  withServer({}, async (server) => {
    for (const languageId of ["netstat", "markdown"]) {
      await opened(server, text, languageId);
      const position = { line: 0, character: 1 };
      await server.request("textDocument/semanticTokens/full", { textDocument });
      await server.request("textDocument/foldingRange", { textDocument });
      await server.request("textDocument/documentSymbol", { textDocument });
      await server.request("textDocument/documentHighlight", { textDocument, position });
      await server.request("textDocument/selectionRange", { textDocument, positions: [position] });
      server.notify("textDocument/didClose", { textDocument });
    }
    expect(server.said("window/logMessage")).toEqual([]);
  }),
);

test("what is no request of ours does not end it", () =>
  withServer({}, async (server) => {
    server.notify("workspace/didChangeConfiguration", { settings: { zone: 7, include: "x", __proto__: [] } });
    server.notify("textDocument/didChange", { textDocument: { uri: 7 }, contentChanges: [] });
    server.notify("textDocument/didOpen", { textDocument: {} });
    await server.ask("textDocument/foldingRange", null).answer;
    expect(await opened(server, legitimateRows.join("\n"))).toEqual([]);
  }));

interface Range {
  readonly start: { readonly line: number };
}
