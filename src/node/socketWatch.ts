import { appendFile } from "node:fs/promises";
import { hostname } from "node:os";
import { ownCommandsOf } from "../core/ownCommands.ts";
import { type WatchedTable, watchedTable } from "../workspace/watch/watchedTable.ts";
import type { WatchLook, WatchSetting } from "../workspace/watch/watchLook.ts";
import { nodeSha256 } from "./nodeDigest.ts";
import { readOwnTable } from "./ownTable.ts";

/**
 * Looks at the sockets of this machine and adds them to the note. Where a row that is waited for is there, the
 * processes are listed at once, for its PID may soon be gone.
 */
export async function lookAtSockets(setting: WatchSetting): Promise<WatchLook> {
  const { sockets, processes } = ownCommandsOf(process.platform);
  const table = await readOwnTable(sockets);
  if (table.kind === "failed") return table;
  const read = readAsBlock(table, setting);
  const blocks = [read.block];
  if (0 < read.matches.length) {
    const list = await readOwnTable(processes);
    if (list.kind === "printed") blocks.push(readAsBlock(list, setting).block);
  }
  await appendFile(setting.file, blocks.map((block) => `${block}\n`).join(""));
  return { kind: "taken", command: table.command, rows: read.rows, matches: read.matches };
}

function readAsBlock(
  { command, text }: { readonly command: string; readonly text: string },
  { where, formats }: WatchSetting,
): WatchedTable {
  const facts = { host: hostname(), captured: new Date().toISOString(), command };
  return watchedTable(text, where, facts, { formats, sha256: nodeSha256 });
}
