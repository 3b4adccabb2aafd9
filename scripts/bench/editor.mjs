// What the editor waits for, over stdio: a keystroke's diagnostics, tokens of the screen, tokens of all lines; the same
// keystroke in a note while a case of 300 MB is read for the first time; and in process, a whole document read anew.
// usage: node scripts/bench/editor.mjs [--lines=50000] [--rounds=200] [--file=PATH] [--server=PATH]
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot } from "../repository.mjs";
import { startLanguageServer } from "./languageServer.mjs";
import { typingWhileReading } from "./typingWhileReading.mjs";

const option = (name, otherwise) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const lineCount = Number(option("lines", 50_000));
const rounds = Number(option("rounds", 200));
const file = option("file", undefined);
const program = option("server", inRoot("dist", "server.node.js"));
const server = startLanguageServer(program);
const uri = "file:///case/netstat.txt";
const textDocument = { uri };

const text =
  file === undefined ? netstat() : readFileSync(file, "utf8").split(/\r?\n/).slice(0, lineCount).join("\n");
const lines = text.split("\n");
let version = 1;

await server.request("initialize", { processId: null, rootUri: null, capabilities: {} });
server.notify("initialized", {});
const opening = performance.now();
const opened = server.next("textDocument/publishDiagnostics");
server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "netstat", version, text } });
await opened;
const openMs = performance.now() - opening;
await idle();

const reading = await wholeReading();
const table = {
  "all lines read anew": await measured(50, reading),
  "empty round trip": await measured(rounds, () =>
    server.request("textDocument/hover", nowhere()).catch(() => null),
  ),
  "edit to diagnostics": await measured(rounds, editAndWait),
  "the same, a second apart": await measured(10, editAndWait, 1000),
  "tokens of 100 lines": await measured(rounds, (round) =>
    server.request("textDocument/semanticTokens/range", screen(round)),
  ),
  "tokens of all lines": await measured(20, () =>
    server.request("textDocument/semanticTokens/full", { textDocument }),
  ),
  "token delta after an edit": await deltas(),
};

console.log(`${lines.length.toLocaleString("en")} lines of netstat, opened in ${openMs.toFixed(0)} ms\n`);
print(table);

await server.request("shutdown", undefined);
server.notify("exit", undefined);
process.exitCode = await server.exited;

const { edits, cancels, readMs } = await typingWhileReading(program);
console.log(`\nwhile a case of 300 MB is read, in ${(readMs / 1000).toFixed(1)} s\n`);
print({ "edit to diagnostics": edits, "cancel to answer": cancels });

/** @param {Readonly<Record<string, readonly number[]>>} times */
function print(times) {
  console.log(row("milliseconds", "p50", "p95", "most"));
  for (const [name, sorted] of Object.entries(times))
    console.log(row(name, ...[0.5, 0.95, 1].map((share) => quantile(sorted, share).toFixed(2))));
}

/** A function that reads the whole text anew, in this process. */
async function wholeReading() {
  const folder = mkdtempSync(join(tmpdir(), "editor-"));
  const outfile = join(folder, "document.mjs");
  const source = {
    contents: `export * from "./workspace/document/evidenceDocument.ts"; export * from "./formats/all.ts";`,
    resolveDir: inRoot("src"),
    loader: "ts",
  };
  await build({ stdin: source, outfile, bundle: true, format: "esm", target: "node20", logLevel: "error" });
  const { EvidenceDocument, allFormats } = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  const document = new EvidenceDocument(text, { uri, kind: "file", formats: allFormats, latest: 0 });
  return () => document.reconsider({ formats: allFormats });
}

/** A state is typed over, letter by letter. */
async function editAndWait(round) {
  const line = 4 + ((round * 7919) % (lines.length - 4));
  const answered = server.next("textDocument/publishDiagnostics", (params) => params.version === version);
  version++;
  const start = { line, character: 9 };
  const range = round % 2 === 0 ? { start, end: start } : { start, end: { line, character: 10 } };
  server.notify("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range, text: round % 2 === 0 ? "9" : "" }],
  });
  await answered;
}

async function deltas() {
  let { resultId } = await server.request("textDocument/semanticTokens/full", { textDocument });
  return measured(20, async (round) => {
    void editAndWait(round);
    const params = { textDocument, previousResultId: resultId };
    ({ resultId } = await server.request("textDocument/semanticTokens/full/delta", params));
  });
}

/** Times of a task done again and again, with a pause in between. */
async function measured(count, task, pauseMs = 2) {
  const times = [];
  for (let round = 0; round < count + 10; round++) {
    const start = performance.now();
    await task(round);
    if (10 <= round) times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return times.sort((a, b) => a - b);
}

function screen(round) {
  const line = (round * 6007) % (lines.length - 100);
  return { textDocument, range: { start: { line, character: 0 }, end: { line: line + 99, character: 200 } } };
}

function nowhere() {
  return { textDocument: { uri: "file:///nowhere" }, position: { line: 0, character: 0 } };
}

function idle() {
  return new Promise((resolve) => setTimeout(resolve, 3000));
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function row(name, ...cells) {
  return name.padEnd(28) + cells.map((cell) => String(cell).padStart(9)).join("");
}

/** What `netstat -ano` prints on a busy host. */
function netstat() {
  const heading = [
    "",
    "Active Connections",
    "",
    "  Proto  Local Address          Foreign Address        State           PID",
  ];
  const states = ["ESTABLISHED", "TIME_WAIT", "CLOSE_WAIT", "SYN_SENT"];
  const rows = Array.from({ length: lineCount - heading.length }, (_, i) => {
    const local = `10.20.0.11:${49_152 + (i % 16_384)}`.padEnd(22);
    if (i % 9 === 0) return `  UDP    ${local} ${"*:*".padEnd(38)} ${4 * (20 + (i % 900))}`;
    const remote = `203.0.113.${i % 256}:${i % 3 === 0 ? 443 : 8080}`.padEnd(22);
    return `  TCP    ${local} ${remote} ${states[i % 4].padEnd(15)} ${i % 4 === 1 ? 0 : 4 * (20 + (i % 900))}`;
  });
  return [...heading, ...rows].join("\n");
}
