import type { ProcessInstance } from "../../core/caseView.ts";
import type { Manner } from "../captures/manners.ts";
import { endValues, type FactValue, ofConnection, ownProcess, type RowFacts } from "./rowFacts.ts";

export type ValueKind = "address" | "name" | "port" | "number" | "word" | "text" | "time";

/** Where columns have a key. */
export type KeyColumns =
  /** The names of these ends: addresses for keys of addresses, else what is none. */
  | { readonly kind: "ends"; readonly ends: readonly End[] }
  | { readonly kind: "ports"; readonly ends: readonly End[] }
  | { readonly kind: "manner"; readonly of: (manner: Manner) => string | undefined }
  | { readonly kind: "direction" }
  | { readonly kind: "time" }
  /** The process that the row names or was joined to; the row's own word first. */
  | {
      readonly kind: "process";
      readonly own?: "pid" | "process";
      readonly of: (process: ProcessInstance) => readonly FactValue[];
    }
  | { readonly kind: "capture"; readonly of: "hosts" | "path" | "format" }
  /** Only lines have it. */
  | { readonly kind: "line" };

export type End = "source" | "destination";

/** What can be asked of a row: the one table that reading, testing, completion and help go by. */
export interface WhereKey {
  /** ECS, where it has one. */
  readonly name: string;
  /** Other spellings, in lower case. Plain words may stand before a value without an operator. */
  readonly aliases: readonly string[];
  readonly meaning: string;
  readonly kind: ValueKind;
  readonly columns: KeyColumns;
  readonly read: (facts: RowFacts) => readonly FactValue[];
}

const either = ["source", "destination"] as const;

export const whereKeys: readonly WhereKey[] = [
  address("related.ip", ["ip", "address", "addr"], "Address of either end", either),
  port("port", [], "Port of either end", either),
  address("source.ip", ["src", "from", "src-ip"], "Address that sent; of a socket, our own", ["source"]),
  port("source.port", ["spt", "sport", "src-port"], "Port that sent; of a socket, our own", ["source"]),
  address("destination.ip", ["dst", "to", "dst-ip"], "Address that received; of a socket, the far end", [
    "destination",
  ]),
  port("destination.port", ["dpt", "dport", "dst-port"], "Port that received; of a socket, the far end's", [
    "destination",
  ]),
  domain("related.hosts", [], "Name printed in place of the address of either end", either),
  domain("source.domain", [], "Name printed in place of the address that sent", ["source"]),
  domain("destination.domain", ["domain"], "Name printed in place of the address that received", [
    "destination",
  ]),
  {
    name: "network.transport",
    aliases: ["transport", "protocol", "proto"],
    meaning: "Protocol: tcp, udp, icmp …",
    kind: "word",
    columns: { kind: "manner", of: ({ transport }) => transport },
    read: (facts) => ofConnection(facts, ({ transport }) => transport),
  },
  {
    name: "event.action",
    aliases: ["action"],
    meaning: "What was done, in the capture's own word: drop, allow, block …",
    kind: "word",
    columns: { kind: "manner", of: ({ action }) => action },
    read: (facts) => ofConnection(facts, ({ action }) => action),
  },
  {
    name: "event.type",
    aliases: ["type"],
    meaning: "What that word means: allowed, denied, start, end, info",
    kind: "word",
    columns: { kind: "manner", of: ({ eventType }) => eventType },
    read: (facts) => ofConnection(facts, ({ eventType }) => eventType),
  },
  {
    name: "network.direction",
    aliases: ["direction"],
    meaning: "inbound, outbound, internal, external; assumed where no capture says it",
    kind: "word",
    columns: { kind: "direction" },
    read: (facts) =>
      ofConnection(facts, ({ direction }) => {
        const known = direction === "unknown" ? facts.surroundings?.direction : direction;
        return known === "unknown" ? undefined : known;
      }),
  },
  {
    name: "connection.state",
    aliases: ["state"],
    meaning: "State of a socket: established, listening, time_wait …",
    kind: "word",
    columns: { kind: "manner", of: ({ state }) => state },
    read: (facts) => ofConnection(facts, ({ state }) => state),
  },
  {
    name: "@timestamp",
    aliases: ["time", "timestamp"],
    meaning: "When: 2031-07-02, 09:30, 2031-07-02T09:30:00Z, 09:00..09:30",
    kind: "time",
    columns: { kind: "time" },
    read: ({ observation: { time } }) => [time?.micros],
  },
  {
    name: "process.pid",
    aliases: ["pid"],
    meaning: "PID that the row names or was joined to",
    kind: "number",
    columns: { kind: "process", own: "pid", of: ({ pid }) => [pid] },
    read: (facts) => [ownProcess(facts).pid ?? facts.surroundings?.process?.pid],
  },
  process("process.name", ["process", "image"], "Name of the process", ({ name }) => name, "process"),
  process("process.executable", ["executable", "exe"], "File of the process", ({ executable }) => executable),
  process("process.command_line", [], "Its command line", ({ commandLine }) => commandLine),
  process("user.name", ["user"], "Its user", ({ user }) => user),
  {
    name: "service.name",
    aliases: ["service"],
    meaning: "Services that run in the process",
    kind: "text",
    columns: { kind: "process", of: ({ services }) => services },
    read: (facts) => [...(ownProcess(facts).services ?? []), ...(processOf(facts)?.services ?? [])],
  },
  {
    name: "host.name",
    aliases: ["host"],
    meaning: "Host that the capture or the process is of",
    kind: "text",
    columns: { kind: "capture", of: "hosts" },
    read: ({ surroundings, observation: { host } }) => [
      ...(surroundings?.hosts ?? [host]),
      surroundings?.process?.host.name,
    ],
  },
  {
    name: "log.file.path",
    aliases: ["file", "path"],
    meaning: "File of the case that the row stands in",
    kind: "text",
    columns: { kind: "capture", of: "path" },
    read: ({ surroundings }) => [surroundings?.path],
  },
  {
    name: "format",
    aliases: [],
    meaning: "Format of the capture: netstat.windows …",
    kind: "text",
    columns: { kind: "capture", of: "format" },
    read: ({ observation: { format } }) => [format],
  },
  line("rule.name", "Rule or prefix that the log names", (facts) => ofConnection(facts, ({ rule }) => rule)),
  line("event.code", "Number that the vendor gives the message", (facts) =>
    ofConnection(facts, ({ code }) => code),
  ),
  line("observer.ingress.interface.name", "Interface it came in by", (facts) =>
    ofConnection(facts, ({ ingress }) => ingress),
  ),
  line("observer.egress.interface.name", "Interface it went out by", (facts) =>
    ofConnection(facts, ({ egress }) => egress),
  ),
  line("event.original", "Any text of the line itself", ({ text }) => [text]),
];

const byWord: ReadonlyMap<string, WhereKey> = new Map(
  whereKeys.flatMap((key) => [key.name, ...key.aliases].map((word) => [word, key] as const)),
);

/** The key of a name or another spelling of it. */
export function whereKey(word: string): WhereKey | undefined {
  return byWord.get(word.toLowerCase());
}

/** A key in one plain word, which may stand before its value: `port 12000`, `pid 1432`, `from 10.0.0.5`. */
export function leadKey(word: string): WhereKey | undefined {
  return /^[a-z]+$/iu.test(word) ? whereKey(word) : undefined;
}

function address(name: string, aliases: readonly string[], meaning: string, ends: readonly End[]): WhereKey {
  const columns = { kind: "ends", ends } as const;
  return {
    name,
    aliases,
    meaning,
    kind: "address",
    columns,
    read: (facts) => endValues(facts, ends, ({ ip }) => ip),
  };
}

function domain(name: string, aliases: readonly string[], meaning: string, ends: readonly End[]): WhereKey {
  const columns = { kind: "ends", ends } as const;
  const read = (facts: RowFacts) => endValues(facts, ends, (end) => end.domain);
  return { name, aliases, meaning, kind: "name", columns, read };
}

function port(name: string, aliases: readonly string[], meaning: string, ends: readonly End[]): WhereKey {
  const columns = { kind: "ports", ends } as const;
  const read = (facts: RowFacts) => endValues(facts, ends, (end) => end.port);
  return { name, aliases, meaning, kind: "port", columns, read };
}

type ProcessText = "name" | "executable" | "commandLine" | "user";

function process(
  name: string,
  aliases: readonly string[],
  meaning: string,
  of: (process: { readonly [K in ProcessText]?: string }) => string | undefined,
  own?: "process",
): WhereKey {
  return {
    name,
    aliases,
    meaning,
    kind: "text",
    columns: { kind: "process", ...(own ? { own } : {}), of: (instance) => [of(instance)] },
    read: (facts) => [of(ownProcess(facts)), of(processOf(facts) ?? {})],
  };
}

function line(name: string, meaning: string, read: WhereKey["read"]): WhereKey {
  return { name, aliases: [], meaning, kind: "text", columns: { kind: "line" }, read };
}

function processOf({ surroundings }: RowFacts): ProcessInstance | undefined {
  return surroundings?.process;
}
