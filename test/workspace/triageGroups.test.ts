import { expect, test } from "vitest";
import { writeTriageJson } from "../../src/cli/triageJson.ts";
import { allFormats } from "../../src/formats/all.ts";
import { scanFiles, viewCase } from "../../src/workspace/case/loadCase.ts";
import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";
import { type FirewallWorld, firewallWorld } from "./firewallWorld.ts";

/** A row as a plain split reads it. */
interface SplitRow {
  readonly line: number;
  readonly time: string;
  readonly near: string;
  readonly far: string;
  readonly port: number | undefined;
  readonly transport: string;
  readonly direction: "inbound" | "outbound";
  readonly pid: number | undefined;
}

const worlds = Array.from({ length: 12 }, (_, i) => ({ seed: i + 1, world: firewallWorld(i + 1) }));

test.each(worlds)("remotes of world $seed are what a plain split counts", async ({ world }) => {
  const { remotes, processes } = await triageOf(world);
  const pidById = new Map(processes.map((process) => [process.id, process["process.pid"]]));
  const found = remotes.map(({ id: _, processes: ids, assumed: __, ...remote }) => ({
    ...remote,
    processes: [...new Set(ids.map((id) => pidById.get(id)))].sort(),
  }));
  const rows = rowsOf(world);
  const groups = groupBy(rows, ({ far, port, transport, direction }) => [far, port, transport, direction]);
  const counted = [...groups.values()].map(remoteOf);
  expect(found).toEqual(counted.sort((a, b) => b.count - a.count || (idOf(a) < idOf(b) ? -1 : 1)));
});

test.each(worlds)("processes of world $seed are what a plain split counts", async ({ seed, world }) => {
  const { processes, remotes } = await triageOf(world);
  const isCollected = seed % 2 === 1;
  const rows = rowsOf(world).filter(({ pid }) => pid !== undefined && pid !== 0);
  const groups = groupBy(rows, ({ near, pid }) => [isCollected ? near : "", pid]);
  const counted = [...groups.values()].map((rows) => ({
    ...(isCollected ? { host: rows[0]!.near } : {}),
    pid: rows[0]!.pid,
    connections: rows.length,
    first: Math.min(...rows.map(({ line }) => line)),
    remotes: groupBy(rows, ({ far, port, transport, direction }) => [far, port, transport, direction]).size,
  }));
  const found = processes.map((process) => ({
    ...(isCollected ? { host: process["host.name"] } : {}),
    pid: process["process.pid"],
    connections: process.connections,
    first: Math.min(...process.evidence.map(({ line }) => line)),
    remotes: new Set(process.remotes).size,
  }));
  expect(sorted(found)).toEqual(sorted(counted));
  const talking = new Set(
    remotes.flatMap(({ id, processes: ids }) => ids.map((process) => `${process} ${id}`)),
  );
  const talked = new Set(processes.flatMap(({ id, remotes: ids }) => ids.map((remote) => `${id} ${remote}`)));
  expect(talking).toEqual(talked);
});

test.each(worlds)(
  "beacons of world $seed cite the first and the last line of their pair",
  async ({ world }) => {
    const { beacons, captures } = await triageOf(world);
    const pairs = groupBy(
      rowsOf(world).filter(({ direction }) => direction === "outbound"),
      ({ near, far, port, transport }) => [near, far, port, transport],
    );
    const home = beacons.find((beacon) => beacon["destination.ip"] === "203.0.113.77");
    expect(home).toBeDefined();
    for (const beacon of beacons) {
      const { "source.ip": source, "destination.ip": destination } = beacon;
      const key = JSON.stringify([
        source,
        destination,
        beacon["destination.port"],
        beacon["network.transport"],
      ]);
      const rows = pairs.get(key)!;
      expect(beacon.count).toBeLessThanOrEqual(rows.length);
      const lines = rows.map(({ line }) => line);
      expect(lines).toContain(beacon.first.line);
      expect(lines).toContain(beacon.last.line);
      if (beacon !== home || 1 < captures.length) continue;
      expect(beacon.count).toBe(rows.length);
      expect(beacon.first.line).toBe(Math.min(...lines));
      expect(beacon.last.line).toBe(Math.max(...lines));
    }
  },
);

interface Triage {
  readonly captures: readonly unknown[];
  readonly processes: readonly (Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly connections: number;
    readonly remotes: readonly string[];
    readonly evidence: readonly { readonly line: number }[];
  })[];
  readonly remotes: readonly (Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly processes: readonly string[];
    readonly assumed?: readonly string[];
  })[];
  readonly beacons: readonly (Readonly<Record<string, unknown>> & {
    readonly count: number;
    readonly first: { readonly line: number };
    readonly last: { readonly line: number };
  })[];
}

async function triageOf({ text }: FirewallWorld): Promise<Triage> {
  const bytes = new TextEncoder().encode(text);
  const entry: FileEntry = { uri: "case:/fw.log", path: "fw.log", size: bytes.length, changed: 0 };
  const files: Files = {
    async *list() {},
    stat: async () => entry,
    async *read() {
      // Chunks that cut lines anywhere.
      for (let at = 0; at < bytes.length; at += 7001) yield bytes.slice(at, at + 7001);
    },
  };
  const viewed = viewCase(await scanFiles(files, [entry], { formats: allFormats }, () => {}));
  let json = "";
  const decoder = new TextDecoder();
  writeTriageJson({ ...viewed, pathOf: (uri) => uri }, (bytes) => {
    json += decoder.decode(bytes, { stream: true });
  });
  return JSON.parse(json);
}

function rowsOf({ text, hasPid }: FirewallWorld): readonly SplitRow[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    const cells = line.trim().split(/\s+/);
    if (cells.length !== (hasPid ? 18 : 17)) return [];
    const [date, time, , protocol, source, destination, , port] = cells as [string, ...string[]];
    const isSent = cells[16] === "SEND";
    return [
      {
        line: i + 1,
        time: `${date}T${time}`,
        near: isSent ? source! : destination!,
        far: isSent ? destination! : source!,
        port: port === "-" ? undefined : Number(port),
        transport: protocol!.toLowerCase(),
        direction: isSent ? "outbound" : "inbound",
        pid: hasPid ? Number(cells[17]) : undefined,
      } as const,
    ];
  });
}

function remoteOf(rows: readonly SplitRow[]) {
  const { far, port, transport, direction } = rows[0]!;
  const times = rows.map(({ time }) => time).sort();
  const pids = rows.map(({ pid }) => pid).filter((pid) => pid !== undefined && pid !== 0);
  return {
    ...(direction === "inbound" ? { "source.ip": far } : { "destination.ip": far }),
    ...(port === undefined ? {} : { "destination.port": port }),
    "network.transport": transport,
    "network.direction": direction,
    first: times[0],
    last: times.at(-1),
    count: rows.length,
    sources: mostFrequentFirst(rows.map(({ near }) => near)),
    processes: [...new Set(pids)].sort(),
  };
}

function idOf(remote: ReturnType<typeof remoteOf>): string {
  const { "network.direction": direction, "network.transport": transport } = remote;
  const address = "source.ip" in remote ? remote["source.ip"] : remote["destination.ip"];
  return `${address} ${remote["destination.port"] ?? "-"} ${transport} ${direction}`;
}

function mostFrequentFirst(texts: readonly string[]): readonly string[] {
  const counts = groupBy(texts, (text) => [text]);
  const entries = [...counts.values()].sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1));
  return entries.map(([text]) => text!);
}

function groupBy<T>(things: readonly T[], keyOf: (thing: T) => readonly unknown[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = JSON.stringify(keyOf(thing).filter((part) => part !== undefined));
    groups.set(key, [...(groups.get(key) ?? []), thing]);
  }
  return groups;
}

function sorted(things: readonly object[]): readonly string[] {
  return things.map((thing) => JSON.stringify(thing)).sort();
}
