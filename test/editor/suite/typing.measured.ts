import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { languages, Position, type TextEditor, Uri, window, workspace } from "vscode";
import { pfirewallHeader, rowWriters } from "../../../scripts/bench/rows.mjs";
import { writeLog } from "../../../scripts/bench/writeLog.mjs";
import { activateExtension, inCase } from "./case.ts";

const megabytes = 300;
const seconds = 25;
const keystrokeMs = 40;
const tickMs = 2;

suite("typing in a note", () => {
  test(`while a log of ${megabytes} MB is read for the first time`, async function () {
    this.timeout(180_000);
    await activateExtension();
    const note = Uri.file(inCase("typed.md"));
    await workspace.fs.writeFile(note, Buffer.from("# Typed\n\n\n"));
    const editor = await window.showTextDocument(await workspace.openTextDocument(note));
    report("the extension host alone", await lagsWhile(() => type(editor, seconds)));
    const log = await addLog();
    report("while the log is read", await lagsWhile(() => type(editor, seconds)));
    console.log(`${log}: ${languages.getDiagnostics(note).length} diagnostics in the note`);
  });
});

/** Milliseconds by which each tick of the extension host's loop came late. */
async function lagsWhile(work: () => Promise<void>): Promise<readonly number[]> {
  const lags: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(now - last - tickMs);
    last = now;
  }, tickMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return lags.sort((a, b) => a - b);
}

async function type(editor: TextEditor, forSeconds: number): Promise<void> {
  const end = performance.now() + forSeconds * 1000;
  for (let letter = 0; performance.now() < end; letter++) {
    const text = letter % 60 === 59 ? "\n" : "abcde "[letter % 6]!;
    await editor.edit((edit) => edit.insert(new Position(editor.document.lineCount - 1, 0), text));
    await new Promise((resolve) => setTimeout(resolve, keystrokeMs));
  }
}

/** Beside the case first: what takes long to write is not what is measured. */
async function addLog(): Promise<string> {
  const folder = inCase("..", "beside");
  mkdirSync(folder, { recursive: true });
  const write = rowWriters["source.pfirewall"];
  const rows = Math.ceil((megabytes * 1e6) / write(0).length);
  await writeLog(join(folder, "pfirewall.log"), rows, write, pfirewallHeader);
  await workspace.fs.rename(
    Uri.file(join(folder, "pfirewall.log")),
    Uri.file(inCase("large", "pfirewall.log")),
  );
  return `${megabytes} MB`;
}

function report(what: string, lags: readonly number[]): void {
  const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))]!.toFixed(1);
  console.log(`${what}: the loop came late by p50 ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)} ms`);
}
