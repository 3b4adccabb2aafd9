import { isMeantAsAddress } from "../src/core/observe.ts";
import { tcpStateOf } from "../src/core/tcpState.ts";
import { transportName } from "../src/core/transport.ts";

/** How one key of a truth, which says this of a row, is printed by `parse`. */
export type PrintedKey = (
  value: unknown,
  row: Readonly<Record<string, unknown>>,
) => readonly [key: string | undefined, value: unknown];
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

/** Truths name the ends as printed, and beside them which one called. */
const ciscoKeys: PrintedKeys = {
  message_id: (value) => ["event.code", value],
  src: (value, { initiator, dst }) => address(initiator === dst ? "destination" : "source", value),
  dst: (value, { initiator, dst }) => address(initiator === dst ? "source" : "destination", value),
  sport: (value, { initiator, dst }) => port(initiator === dst ? "destination" : "source", value),
  dport: (value, { initiator, dst }) => port(initiator === dst ? "source" : "destination", value),
};

/** States by the protocol's own names, and names instead of addresses that have dots. */
const unixSocketKeys: PrintedKeys = {
  state: (value) => ["connection.state", typeof value === "string" ? (tcpStateOf(value) ?? value) : value],
  local_address: (value) => namedAddress("source", value),
  remote_address: (value) => namedAddress("destination", value),
};

/** A column of ports holds ICMP's type and code, as the notes of the truths say. */
const zeekKeys: PrintedKeys = {
  conn_state: (value) => ["connection.state", value],
  uid: (value) => ["event.id", value],
  sport: (value, { protocol }) => [protocol === "icmp" ? "icmp.type" : "source.port", value],
  dport: (value, { protocol }) => [protocol === "icmp" ? "icmp.code" : "destination.port", value],
};

const cloudKeys: PrintedKeys = {
  bytes: (value) => ["source.bytes", value],
  packets: (value) => ["source.packets", value],
  // Azure's letters.
  protocol: (value) => [
    "network.transport",
    value === "T" ? "tcp" : value === "U" ? "udp" : transportName(String(value)),
  ],
  direction: (value) => ["network.direction", value === "O" ? "outbound" : "inbound"],
  decision: (value) => ["event.type", value === "A" ? "allowed" : "denied"],
};

const processKeys: PrintedKeys = {
  state: (value) => [
    "connection.state",
    typeof value === "string" ? (tcpStateOf(value) ?? value.toUpperCase()) : value,
  ],
  command: (value) => ["process.command_line", value],
  cpu_s: (value) => ["process.cpu_time", value],
  service: (value) => ["service.name", value],
  created: (value) => ["@timestamp", value],
};

/** By the names of columns; an empty cell is no value. */
const procmonKeys: PrintedKeys = {
  "Time of Day": (value) => ["@timestamp", clockOfDay(String(value))],
  Time_of_Day: (value) => ["@timestamp", clockOfDay(String(value))],
  "Process Name": (value) => ["process.name", value],
  Process_Name: (value) => ["process.name", value],
  PID: (value) => ["process.pid", Number(value)],
  TID: (value) => ["process.thread.id", Number(value)],
  "Parent PID": (value) => ["process.parent.pid", Number(value)],
  Session: (value) => ["session.id", Number(value)],
  Operation: (value) => ["event.action", String(value).toLowerCase()],
  Result: (value) => ["event.result", value || null],
  Detail: (value) => ["event.detail", value || null],
  Duration: (value) => ["event.duration", value === "" ? null : Math.round(Number(value) * 1e9)],
  "Image Path": (value) => ["process.executable", value || null],
  "Command Line": (value) => ["process.command_line", value || null],
  Company: (value) => ["process.pe.company", value || null],
  Description: (value) => ["process.pe.description", value || null],
  Version: (value) => ["process.pe.file_version", value || null],
  User: (value) => ["user.name", value || null],
  Integrity: (value) => ["process.integrity_level", value || null],
  Path: (value, { Operation }) => [pathKey(String(Operation)), value || null],
  // The list of processes in XML.
  ProcessId: (value) => ["process.pid", Number(value)],
  ParentProcessId: (value) => ["process.parent.pid", Number(value)],
  ProcessName: (value) => ["process.name", value],
  ImagePath: (value) => ["process.executable", value],
  CommandLine: (value) => ["process.command_line", value || null],
  // Their number.
  modules: () => [undefined, undefined],
};

/** `3:58:46.6882889 PM`, `14:56:51,1177743`, and a spreadsheet's `44:57.9`, of which the hour is lost. */
function clockOfDay(printed: string): string {
  const [clock = "", half] = printed.replace(",", ".").split(" ");
  const [hour = "", ...rest] = clock.split(":").length === 2 ? ["0", ...clock.split(":")] : clock.split(":");
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return [String(hours).padStart(2, "0"), ...rest].join(":");
}

/** Both ends of a connection are fields of their own. */
function pathKey(operation: string): string | undefined {
  if (/^(?:TCP|UDP) /.test(operation)) return undefined;
  return operation.startsWith("Reg")
    ? "registry.path"
    : operation === "Load Image"
      ? "dll.path"
      : "file.path";
}

/** The kinds of captures that are read. */
export const sampleKinds: readonly SampleKind[] = [
  { folder: "01-netstat-windows", files: /./ },
  { folder: "02-netstat-unix", files: /./, keys: unixSocketKeys },
  { folder: "03-pfirewall", files: /./ },
  { folder: "04-linux-netfilter", files: /./ },
  { folder: "05-cisco", files: /./, keys: ciscoKeys },
  { folder: "06-pf", files: /./, keys: pfKeys },
  { folder: "07-checkpoint", files: /./ },
  { folder: "07-cloudflow", files: /./, keys: cloudKeys },
  { folder: "07-fortigate", files: /./ },
  { folder: "07-juniper", files: /./ },
  { folder: "07-mikrotik", files: /./, keys: { chain: (value) => ["rule.name", value] } },
  { folder: "07-paloalto", files: /./ },
  { folder: "07-suricata", files: /./, keys: { event_type: (value) => ["event.action", value] } },
  { folder: "07-unifi-cef", files: /./ },
  { folder: "07-zeek", files: /./, keys: zeekKeys },
  { folder: "08-process-lists", files: /./, keys: processKeys },
  { folder: "09-procmon", files: /\.(?:csv|xml)$/, keys: procmonKeys },
  { folder: "09-procmon/eronnen", files: /CSV\.zlib$/, keys: procmonKeys },
  { folder: "10-beacon-truth", files: /./, keys: zeekKeys },
  { folder: "11-markdown-and-memory", files: /./, keys: processKeys },
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
  protocol: (value) => ["network.transport", value === null ? value : transportName(String(value))],
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

function namedAddress(side: string, value: unknown): readonly [string, unknown] {
  const isName = typeof value === "string" && value !== "*" && !isMeantAsAddress(value);
  return isName ? [`${side}.domain`, value] : [`${side}.ip`, value === "*" ? null : value];
}

function port(side: string, value: unknown): readonly [string, unknown] {
  if (value === "*") return [`${side}.port`, null];
  return [typeof value === "string" ? `${side}.service` : `${side}.port`, value];
}
