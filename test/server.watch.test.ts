import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ownCommandsOf } from "../src/core/ownCommands.ts";
import { allFormats } from "../src/formats/all.ts";
import { readOwnTable } from "../src/node/ownTable.ts";
import { lookAtSockets } from "../src/node/socketWatch.ts";
import { parseWhere } from "../src/workspace/query/where.ts";

const folder = mkdtempSync(join(tmpdir(), "watch-"));
afterAll(() => rmSync(folder, { recursive: true }));

const table = await readOwnTable(ownCommandsOf(process.platform).sockets);

function whereOf(text: string) {
  const parsed = parseWhere(text);
  if (parsed.kind === "error") throw new Error(parsed.message);
  return parsed.where;
}

test.skipIf(table.kind === "failed")(
  "a connection of this machine is seen, with its process (skipped where no command lists sockets)",
  async () => {
    const server = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const setting = { file: join(folder, "watch.md"), formats: allFormats };
    const waiting = await lookAtSockets({ ...setting, where: whereOf(`:${port} ESTABLISHED`) });
    expect(waiting).toMatchObject({ kind: "taken", matches: [] });

    const client = connect(port, "127.0.0.1");
    await new Promise<void>((resolve) => client.once("connect", () => resolve()));
    const seen = await lookAtSockets({ ...setting, where: whereOf(`:${port} ESTABLISHED`) });
    client.destroy();
    server.close();

    expect(seen.kind === "taken" && seen.matches.length).toBeGreaterThan(0);
    const note = readFileSync(setting.file, "utf8");
    // Two tables of sockets, and the processes at the moment when it was seen.
    expect(note.match(/^```.* host=\S+ captured=\S+ command=.* sha256=[0-9a-f]{64}$/gm)).toHaveLength(3);
  },
);

test("a machine without the command says so", async () => {
  const answer = await readOwnTable([{ file: "no-such-program-1", args: [] }]);
  expect(answer).toEqual({ kind: "failed", sentence: "This machine has no no-such-program-1." });
});
