import { parseAddress, scopeOf } from "../../core/address.ts";
import { wallText } from "../../core/instant.ts";
import { type Connection, type Endpoint, type Observation, processFactsOf } from "../../core/observation.ts";
import { isTcpState } from "../../core/tcpState.ts";
import type { Caveat } from "./caveat.ts";
import { unixSockets } from "./unixFormats.ts";
import { isUnsetClock } from "./unsetClock.ts";
import { windowsPids, windowsProcesses, windowsSockets } from "./windowsFormats.ts";

/** How many characters of an image name the table of tasklist has room for. */
const imageColumn = 25;

/** What is true of a whole capture and would drown it if every row said so. */
export const caveats: readonly Caveat[] = [
  {
    code: "EV008",
    about: (row) => (row.time?.assumed.includes("zone") ? "" : undefined),
    mark: () => "time",
    message: (_, more) =>
      `Nothing says in which time zone this clock ran${more}: the times are shown as they stand, and compared as if they were UTC.`,
    also: "no time zone either",
  },
  {
    code: "EV009",
    about: (row) => (row.time?.assumed.includes("year") ? "" : undefined),
    mark: () => "time",
    message: (first, more) =>
      `This time has no year${more}: ${yearOf(first)} is the last in which it is not later than the capture.`,
    also: "no year either",
  },
  {
    code: "EV011",
    // A time without a date is of no clock that was never set.
    about: ({ time }) => (time && !time.assumed.includes("date") && isUnsetClock(time) ? "" : undefined),
    mark: () => "time",
    message: (first, more) =>
      `${dateOf(first)} is where clocks start that were never set${more}: order and distance of these times hold, the date does not.`,
    also: "the clock was not set here either",
  },
  {
    code: "EV015",
    about: (row) => (documentationEnd(row) ? "" : undefined),
    mark: (row) => (documentationEnd(row) === "source" ? "sourceAddress" : "destinationAddress"),
    message: (first, more) =>
      `${documentationAddress(first)} is reserved for documentation${more}: is this a sample, or was it anonymized?`,
    also: "reserved for documentation too",
  },
  {
    code: "EV020",
    about: (row) => row.time?.wall,
    mark: () => "time",
    message: ({ time }, more) =>
      time?.wall === "never"
        ? `Clocks of this zone skip this time${more}: the zone is not the one of this clock, or the clock was not set forward.`
        : `Clocks of this zone show this time twice${more}: the earlier one is taken, and an hour may lie between.`,
    also: "this time too",
  },
  {
    code: "NET008",
    formats: windowsPids,
    about: (row) => (pidOf(row) % 4 === 0 ? undefined : ""),
    mark: () => "pid",
    message: (first, more) =>
      `PID ${pidOf(first)} is no multiple of four, as Windows' PIDs are in practice${more}: odd, not impossible.`,
    also: "no multiple of four either",
  },
  {
    code: "NET010",
    formats: windowsSockets,
    about: (row) =>
      row.kind === "connection" && isServiceHost(row.process.name) && !row.process.services ? "" : undefined,
    mark: () => "pid",
    message: (_, more) =>
      `svchost.exe hosts several services${more}: tasklist /svc says which ones this PID has.`,
    also: "svchost.exe too",
  },
  {
    code: "NET011",
    formats: [...windowsSockets, ...unixSockets, "lsof.unix"],
    about: (row) => (serviceEnd(row) ? "" : undefined),
    mark: (row) => (serviceEnd(row) === "source" ? "sourcePort" : "destinationPort"),
    message: (first, more) =>
      `${serviceOf(first)} is a name that the host's own services file gave a port${more}: ${numericCommand(first)} prints numbers.`,
    also: "a service name too",
  },
  {
    code: "NET012",
    formats: [...windowsSockets, ...unixSockets, "lsof.unix"],
    about: (row) => (nameEnd(row) ? "" : undefined),
    mark: (row) => (nameEnd(row) === "source" ? "sourceAddress" : "destinationAddress"),
    message: (first, more) =>
      `${nameOf(first)} is a name that was found for an address, and may be cut${more}: ${numericCommand(first)} prints addresses, which logs can be searched for.`,
    also: "a name too",
  },
  {
    code: "NET014",
    formats: windowsSockets,
    about: (row) =>
      row.kind === "connection" && row.state !== undefined && !isTcpState(row.state) ? row.state : undefined,
    mark: () => "state",
    message: (first, more) =>
      `${stateOf(first)} is not a state that netstat is known to print${more}: what it means was not guessed.`,
    also: "the same word",
  },
  {
    code: "PR002",
    formats: windowsProcesses.filter((format) => format !== "tasklist.csv"),
    about: (row) => (row.kind === "process" && isCutName(row.process.name) ? "" : undefined),
    mark: () => "process",
    message: (first, more) =>
      `The table has room for ${imageColumn} characters, and ${imageOf(first)} fills them${more}: tasklist /fo csv prints the whole name.`,
    also: "fills its column too",
  },
  {
    code: "FW007",
    formats: ["windows.firewall", "linux.netfilter"],
    about: (row) =>
      row.kind === "connection" && row.eventType === undefined ? (row.action ?? "") : undefined,
    mark: () => "action",
    message: (first, more) =>
      `${actionText(first)}${more}: whether these packets passed, the log alone does not say.`,
    also: "the same",
  },
];

function pidOf(row: Observation): number {
  return processFactsOf(row)?.pid ?? 0;
}

function isServiceHost(name: string | undefined): boolean {
  return name?.toLowerCase() === "svchost.exe";
}

function isCutName(name: string | undefined): boolean {
  return name?.length === imageColumn && !/\.[a-z]{3}$/i.test(name);
}

type End = "source" | "destination";

function endWith(row: Observation, has: (end: Endpoint) => boolean): End | undefined {
  if (row.kind !== "connection") return undefined;
  if (has(row.destination)) return "destination";
  return has(row.source) ? "source" : undefined;
}

function serviceEnd(row: Observation): End | undefined {
  // What stands there for a raw socket is its protocol.
  if (row.kind === "connection" && row.transport === "raw") return undefined;
  return endWith(row, ({ service }) => service !== undefined);
}

function nameEnd(row: Observation): End | undefined {
  return endWith(row, ({ domain }) => domain !== undefined);
}

function documentationEnd(row: Observation): End | undefined {
  return endWith(row, ({ ip }) => ip !== undefined && isDocumentation(ip));
}

function endOf(row: Observation, end: End | undefined): Endpoint {
  return (row as Connection)[end ?? "destination"];
}

function serviceOf(row: Observation): string {
  return endOf(row, serviceEnd(row)).service ?? "";
}

function nameOf(row: Observation): string {
  return endOf(row, nameEnd(row)).domain ?? "";
}

function documentationAddress(row: Observation): string {
  return endOf(row, documentationEnd(row)).ip ?? "";
}

/** The first digits tell nearly all addresses apart without reading them. */
function isDocumentation(ip: string): boolean {
  if (!documentationStarts.some((start) => ip.startsWith(start))) return false;
  const address = parseAddress(ip);
  return address !== undefined && scopeOf(address) === "documentation";
}

const documentationStarts = ["192.0.2.", "198.51.100.", "203.0.113.", "2001:", "3fff:", "3FFF:"];

function numericCommand({ format }: Observation): string {
  return format === "ss.linux" ? "ss -n" : format === "lsof.unix" ? "lsof -nP" : "netstat -n";
}

function stateOf(row: Observation): string {
  return (row.kind === "connection" && row.state) || "";
}

function imageOf(row: Observation): string {
  return (row.kind === "process" && row.process.name) || "";
}

function actionText(row: Observation): string {
  const action = row.kind === "connection" ? row.action : undefined;
  return action === undefined
    ? "The rule that logged this names no action"
    : `"${action}" is a word of the rule's author that names no known action`;
}

function dateOf(row: Observation): string {
  return row.time ? wallText(row.time.micros, 0).slice(0, 10) : "";
}

function yearOf(row: Observation): string {
  return dateOf(row).slice(0, 4);
}
