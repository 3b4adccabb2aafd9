import { expect, test } from "vitest";
import type { TreeRow } from "../src/protocol/messages.ts";
import type { ViewLines } from "../src/protocol/views.ts";
import { gzipOf, tarOf, zipOf } from "./archives/packing.ts";
import { builtServer } from "./server/builtServer.ts";
import { withCase } from "./server/servedCase.ts";

const program = builtServer("archives");

const log = (remote: string) =>
  Buffer.from(
    `2031-07-02 09:01:07 ALLOW UDP 192.168.10.42 ${remote} 51514 12000 0 - - - - - - - SEND\n`.repeat(3),
  );

test("what lies in archives is of the case, and follows them", async () => {
  const files = {
    "fw.log.gz": gzipOf(log("203.0.113.1")),
    "logs.zip": zipOf([{ name: "dir/pfirewall.log", bytes: log("203.0.113.2") }]),
    "bundle.tar.gz": gzipOf(tarOf([{ name: "var/log/fw.log", bytes: log("203.0.113.3") }])),
    "locked.zip": zipOf([{ name: "a.log", bytes: log("203.0.113.4"), method: "encrypted" }]),
  };
  await withCase({ program, files }, async ({ labels, write, remove, changed, server, uri }) => {
    expect(await labels("remotes")).toEqual(["203.0.113.1", "203.0.113.2", "203.0.113.3"]);
    expect(await labels("evidence")).toEqual(["fw.log", "fw.log", "a.log", "pfirewall.log"]);

    await write("logs.zip", zipOf([{ name: "dir/pfirewall.log", bytes: log("198.51.100.9") }]));
    await changed("logs.zip");
    expect(await labels("remotes")).toEqual(["203.0.113.1", "203.0.113.3", "198.51.100.9"].sort());

    await remove("logs.zip");
    await changed("logs.zip");
    expect(await labels("remotes")).toEqual(["203.0.113.1", "203.0.113.3"]);

    const member = uri("bundle.tar.gz/var/log/fw.log");
    const { text }: ViewLines = await server.request("incidentNotes/viewLines", {
      uri: "incident-view:/all",
      selection: { kind: "lines", uri: member, first: 1, last: 2 },
    });
    expect(text).toBe(log("203.0.113.3").toString().split("\n").slice(1).join("\n").trimEnd());
  });
});

test("a row of a file in an archive opens a view of its lines", async () => {
  const files = { "logs.zip": zipOf([{ name: "fw.log", bytes: log("203.0.113.2") }]) };
  await withCase({ program, files }, async ({ server }) => {
    const params = { tree: "evidence", filter: "" };
    const [row]: readonly TreeRow[] = await server.request("incidentNotes/treeChildren", params);
    expect(row?.opens?.uri).toMatch(/^incident-view:/);
  });
});

test("archives that are excluded are left", async () => {
  const files = { "logs.zip": zipOf([{ name: "fw.log", bytes: log("203.0.113.2") }]) };
  await withCase({ program, files, settings: { exclude: ["*.zip"] } }, async ({ labels }) => {
    expect(await labels("evidence")).toEqual([]);
  });
});
