import { mkdtempSync } from "node:fs";
import { appendFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { builtServer } from "./server/builtServer.ts";
import { withCase } from "./server/servedCase.ts";

const program = builtServer("cache");
const folder = mkdtempSync(join(tmpdir(), "server-cache-"));

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const row = (remote: string) =>
  `2031-07-02 09:01:07 ALLOW UDP 192.168.10.42 ${remote} 51514 12000 0 - - - - - - - SEND\n`;
const log = row("203.0.113.1").repeat(5000);

test("a log that others write to is followed without a word of the editor", () =>
  withCase({ program, files: { "fw.log": log } }, async ({ labels, server, uri }) => {
    expect(await labels("remotes")).toEqual(["203.0.113.1"]);
    const told = server.next("incidentNotes/caseChanged");
    await appendFile(fileURLToPath(uri("fw.log")), row("203.0.113.2"));
    await told;
    expect(await labels("remotes")).toEqual(["203.0.113.1", "203.0.113.2"]);
  }));

test("a large log is kept in the cache, and the cache is not needed", async () => {
  const settings = { cache: { folder, megabytes: 10 } };
  await withCase({ program, files: { "fw.log": log }, settings }, async ({ labels }) => {
    expect(await labels("remotes")).toEqual(["203.0.113.1"]);
    await expect.poll(() => readdir(folder).catch(() => [])).toHaveLength(1);
  });
  const nowhere = { cache: { folder: join(program, "no folder"), megabytes: 10 } };
  await withCase({ program, files: { "fw.log": log }, settings: nowhere }, async ({ labels, server }) => {
    expect(await labels("remotes")).toEqual(["203.0.113.1"]);
    await expect.poll(() => server.said("window/logMessage").length).toBe(1);
  });
});
