import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { transportName } from "../src/core/transport.ts";
import { allFormats } from "../src/formats/all.ts";
import { readPage } from "./readPage.ts";

/** Real captures with their truth, which are not part of this repository: see CONTRIBUTING.md. */
const folder = join(import.meta.dirname, "../../shared/data");

/** Kinds of captures that are read, and which of their files. */
const kinds: readonly (readonly [folder: string, files: RegExp])[] = [
  ["01-netstat-windows", /./],
  ["03-pfirewall", /./],
  ["04-linux-netfilter", /./],
  ["08-process-lists", /tasklist/],
  ["11-markdown-and-memory", /netstat-(?:ru|zh|win)/],
];

type Expected = Readonly<Record<string, unknown>>;

/** How a truth's key is printed by `parse`. */
const keys: Readonly<Record<string, (value: unknown) => readonly [key: string, value: unknown]>> = {
  line: (value) => ["line", value],
  pid: (value) => ["process.pid", value],
  process: (value) => ["process.name", value],
  component: (value) => ["service.name", value],
  session: (value) => ["session.name", value],
  mem_kib: (value) => ["process.memory.kib", value],
  modules: (value) => ["dll.name", typeof value === "string" ? value.split(", ") : value],
  state: (value) => ["connection.state", value],
  protocol: (value) => ["network.transport", typeof value === "string" ? transportName(value) : value],
  local_address: (value) => address("source", value),
  remote_address: (value) => address("destination", value),
  local_port: (value) => port("source", value),
  remote_port: (value) => port("destination", value),
  src: (value) => address("source", value),
  dst: (value) => address("destination", value),
  sport: (value) => port("source", value),
  dport: (value) => port("destination", value),
  size: (value) => ["network.bytes", value],
  in_if: (value) => ["observer.ingress.interface.name", value === "" ? null : value],
  out_if: (value) => ["observer.egress.interface.name", value === "" ? null : value],
  action: (value) => ["event.action", typeof value === "string" ? value.toLowerCase() : value],
  direction: (value) => [
    "network.direction",
    value === "SEND" ? "outbound" : value === "RECEIVE" ? "inbound" : value,
  ],
  timestamp: (value) => ["@timestamp", value],
};

function address(side: string, value: unknown): readonly [string, unknown] {
  if (value === "*") return [`${side}.ip`, null];
  return [typeof value === "string" && /[.:]/.test(value) ? `${side}.ip` : `${side}.domain`, value];
}

function port(side: string, value: unknown): readonly [string, unknown] {
  if (value === "*") return [`${side}.port`, null];
  return [typeof value === "string" ? `${side}.service` : `${side}.port`, value];
}

describe.skipIf(!existsSync(folder))(
  "real captures (skipped where the folder beside the repository is absent)",
  () => {
    for (const [kind, wanted] of kinds) {
      const files = existsSync(folder)
        ? readdirSync(join(folder, kind)).filter((name) => wanted.test(name))
        : [];
      for (const name of files.filter((name) => !name.endsWith(".expected.json"))) {
        it(`${kind}/${name}`, async () => {
          const truth = JSON.parse(readFileSync(join(folder, kind, `${name}.expected.json`), "utf8"));
          const { observations, printed } = await readPage(join(folder, kind, name), allFormats);
          const rows = observations.filter((observation) => observation.kind !== "gap");
          expect(rows.length).toBeGreaterThanOrEqual(truth.rows_total);
          expect(rows.length).toBeLessThanOrEqual(truth.rows_max ?? truth.rows_total);
          for (const expected of (truth.rows ?? []) as readonly Expected[]) {
            const row = printed.find((fields) => fields["line"] === expected["line"] && !("issue" in fields));
            expect(comparable(row ?? {}, expected)).toEqual(wantedOf(expected));
          }
          if (truth.events_lost)
            expect(gapsOf(observations)).toEqual(
              truth.events_lost.map((gap: Expected) => [gap["line"], gap["count"]]),
            );
        });
      }
    }
  },
);

function wantedOf(expected: Expected): Expected {
  const wanted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(expected)) {
    const [name, printed] = keys[key]?.(value) ?? [];
    if (name !== undefined) wanted[name] = name === "@timestamp" ? clockOf(String(printed)) : printed;
  }
  return wanted;
}

function comparable(row: Expected, expected: Expected): Expected {
  const names = Object.keys(wantedOf(expected));
  return Object.fromEntries(
    names.map((name) => [name, name === "@timestamp" ? clockOf(String(row[name])) : (row[name] ?? null)]),
  );
}

/** The clock's own digits: what is printed in so many ways as there are logs. */
function clockOf(time: string): string {
  return /(\d\d:\d\d:\d\d(?:\.\d+)?)(?:$|[^\d:.])/.exec(time)?.[1] ?? time;
}

function gapsOf(observations: Awaited<ReturnType<typeof readPage>>["observations"]) {
  return observations.flatMap((observation) =>
    observation.kind === "gap" ? [[observation.line + 1, observation.lost]] : [],
  );
}
