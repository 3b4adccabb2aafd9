import { transportName } from "../src/core/transport.ts";

/** How one key of a truth is printed by `parse`. */
export type PrintedKey = (value: unknown) => readonly [key: string, value: unknown];
export type PrintedKeys = Readonly<Record<string, PrintedKey>>;

/** Captures of one kind: which files of which folder, and what their truths say in a way of their own. */
export interface SampleKind {
  readonly folder: string;
  readonly files: RegExp;
  readonly keys?: PrintedKeys;
}

const pfKeys: PrintedKeys = {
  direction: (value) => ["network.direction", value === "in" ? "inbound" : "outbound"],
};

/** The kinds of captures that are read. */
export const sampleKinds: readonly SampleKind[] = [
  { folder: "01-netstat-windows", files: /./ },
  { folder: "03-pfirewall", files: /./ },
  { folder: "04-linux-netfilter", files: /./ },
  { folder: "06-pf", files: /./, keys: pfKeys },
  { folder: "07-mikrotik", files: /./, keys: { chain: (value) => ["rule.name", value] } },
  { folder: "07-paloalto", files: /./ },
  { folder: "08-process-lists", files: /tasklist/ },
  { folder: "11-markdown-and-memory", files: /netstat-(?:ru|zh|win)/ },
];

/** What is the same for all of them. */
export const printedKeys: PrintedKeys = {
  line: (value) => ["line", value],
  pid: (value) => ["process.pid", value],
  process: (value) => ["process.name", value],
  component: (value) => ["service.name", value],
  session: (value) => ["session.name", value],
  ppid: (value) => ["process.parent.pid", value],
  user: (value) => ["user.name", value],
  rule: (value) => ["rule.name", value],
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
