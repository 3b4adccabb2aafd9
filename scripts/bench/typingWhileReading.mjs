// What somebody who types in a note waits for while a large case is read for the first time.

import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot } from "../repository.mjs";
import { startLanguageServer } from "./languageServer.mjs";
import { writeLog } from "./writeLog.mjs";

const rowsPerFile = 1_150_000;
const filesOfCase = 3;
const betweenKeysMs = 30;

/** A case of about 300 MB in three logs, written once. */
async function largeCase() {
  const folder = inRoot(".cache", "bench", "large-case");
  await mkdir(folder, { recursive: true });
  for (let file = 0; file < filesOfCase; file++) {
    const path = join(folder, `host-${file + 1}-pfirewall.log`);
    if (existsSync(path)) continue;
    await writeLog(`${path}.part`, rowsPerFile, (row) => packet(file, row));
    await rename(`${path}.part`, path);
  }
  return folder;
}

/** A packet each 80 ms, to one of 20,000 endpoints. */
function packet(file, row) {
  const at = new Date(Date.UTC(2031, 6, 2 + file) + row * 80).toISOString();
  const remote = `203.0.${(row * 7) % 80}.${(row * 7919) % 250}`;
  const local = 49_152 + ((row * 31) % 16_000);
  const action = row % 5 === 0 ? "DROP" : "ALLOW";
  return `${at.slice(0, 10)} ${at.slice(11, 19)} ${action} UDP 192.0.2.${10 + file} ${remote} ${local} 12000 0 - - - - - - - SEND\r`;
}

const note = `# Note\n\n${"Words of an analyst.\n".repeat(200)}\n\`\`\`netstat\n  TCP    192.0.2.1:50100      203.0.113.1:443       ESTABLISHED     4\n\`\`\`\n`;

/**
 * Milliseconds from each edit to its diagnostics, and from a cancelled request for findings to its answer, all
 * before the case has been read; and until that was done.
 *
 * @param {string} program
 */
export async function typingWhileReading(program) {
  const folder = pathToFileURL(await largeCase()).href;
  const server = startLanguageServer(program);
  const uri = `${folder}/note.md`;
  const capabilities = { window: { workDoneProgress: true } };
  const workspaceFolders = [{ uri: folder, name: "case" }];
  await server.request("initialize", { processId: null, rootUri: folder, workspaceFolders, capabilities });
  let isRead = false;
  const began = performance.now();
  let readMs = Number.NaN;
  const ended = server
    .next("$/progress", ({ value }) => value.kind === "end")
    .then(() => {
      isRead = true;
      readMs = performance.now() - began;
    });
  server.notify("initialized", {});
  const first = server.next("textDocument/publishDiagnostics");
  server.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "markdown", version: 1, text: note },
  });
  await first;
  const edits = [];
  const cancels = [];
  for (let version = 2; !isRead; version++) {
    edits.push(await editAndWait(server, uri, version));
    if (version % 5 === 0) cancels.push(await cancelAndWait(server, uri));
    await new Promise((resolve) => setTimeout(resolve, betweenKeysMs));
  }
  await ended;
  const told = server.said("incidentNotes/caseChanged").length;
  server.kill();
  const sorted = (/** @type {number[]} */ times) => times.toSorted((a, b) => a - b);
  return { edits: sorted(edits), cancels: sorted(cancels), readMs, told };
}

async function editAndWait(server, uri, version) {
  const start = { line: 3 + (version % 200), character: 5 };
  const began = performance.now();
  const answered = server.next("textDocument/publishDiagnostics", (params) => params.version === version);
  server.notify("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range: { start, end: start }, text: "x" }],
  });
  await answered;
  return performance.now() - began;
}

async function cancelAndWait(server, uri) {
  const { id, answer } = server.ask("incidentNotes/generateFindings", { uri, existing: "" });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const began = performance.now();
  server.notify("$/cancelRequest", { id });
  await answer;
  return performance.now() - began;
}
