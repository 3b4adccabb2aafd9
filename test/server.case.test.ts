import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LanguageServer, startLanguageServer } from "../scripts/bench/languageServer.mjs";

const root = join(import.meta.dirname, "..");
const program = join(root, ".cache", "case-server-test", "server.node.js");

const log = [
  "#Version: 1.5",
  "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path",
  "2031-07-02 09:01:07 DROP UDP 10.20.0.42 203.0.113.77 49731 12000 60 - - - - - - - SEND",
  "2031-07-02 09:02:07 DROP UDP 10.20.0.42 203.0.113.77 49731 12000 60 - - - - - - - SEND",
  "2031-07-02 09:03:06 DROP UDP 10.20.0.42 203.0.113.77 49731 12000 60 - - - - - - - SEND",
].join("\n");
const notes = [
  "```netstat host=WS-042 captured=2031-07-02T09:14:30+02:00",
  "  UDP    10.20.0.42:49731       *:*                                    3416",
  "```",
  "```tasklist host=WS-042",
  '"Image Name","PID","Services"',
  '"explorer.exe","3416","N/A"',
  "```",
].join("\n");

let folder = "";
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "incident-notes-"));
  await writeFile(join(folder, "fw.log"), log);
  await writeFile(join(folder, "notes.md"), notes);
  await build({
    absWorkingDir: root,
    entryPoints: ["src/server/node.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
});
afterAll(async () => {
  await rm(join(program, ".."), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

/** A server that has the folder as its case and the log open. */
async function inCase(use: (server: LanguageServer, textDocument: { uri: string }) => Promise<void>) {
  const server = startLanguageServer(program);
  const uri = uriOf("fw.log");
  try {
    const rootUri = pathToFileURL(folder).toString();
    await server.request("initialize", { processId: null, rootUri, capabilities: {} });
    server.notify("initialized", {});
    server.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "fwlog", version: 1, text: log },
    });
    await use(server, { uri });
    expect(server.errors()).toBe("");
  } finally {
    server.kill();
  }
}

test("a foreign client is led from the firewall's row to the program", () =>
  inCase(async (server, textDocument) => {
    const position = { line: 2, character: 41 };
    const definition = await server.request("textDocument/definition", { textDocument, position });
    expect(definition).toMatchObject([{ uri: uriOf("notes.md"), range: { start: { line: 1 } } }]);
    const type = await server.request("textDocument/typeDefinition", { textDocument, position });
    expect(type).toMatchObject([{ uri: uriOf("notes.md"), range: { start: { line: 5 } } }]);
    const context = { includeDeclaration: true };
    const references = await server.request("textDocument/references", { textDocument, position, context });
    expect(references).toHaveLength(3);
    const hover = await server.request("textDocument/hover", { textDocument, position });
    expect(hover.contents.value).toContain("explorer.exe");
    const symbols = await server.request("workspace/symbol", { query: "pid:3416" });
    expect(symbols).toMatchObject([{ name: "pid:3416 explorer.exe" }]);
  }));

test("lenses say nothing until they are resolved, hints stand where they are wanted", () =>
  inCase(async (server, textDocument) => {
    const lenses = await server.request("textDocument/codeLens", { textDocument });
    expect(lenses.every(({ command }: { command?: unknown }) => command === undefined)).toBe(true);
    const titles = [];
    for (const lens of lenses) titles.push((await server.request("codeLens/resolve", lens)).command.title);
    expect(titles).toContain("→ PID 3416 explorer.exe, notes.md:2 (same local address and port)");
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    const hints = () => server.request("textDocument/inlayHint", { textDocument, range });
    expect(await hints()).toMatchObject([{ label: "+60 s" }, { label: "+59 s" }]);
    server.notify("workspace/didChangeConfiguration", { settings: { inlayHints: { intervals: false } } });
    expect(await hints()).toEqual([]);
  }));
