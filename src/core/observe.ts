import { isAddress, refangedAddress } from "./address.ts";
import { joinedDirection } from "./direction.ts";
import { type FieldIndex, type FieldName, field, fieldNames } from "./field.ts";
import type { Instant, TimeAssumption } from "./instant.ts";
import type {
  Connection,
  Endpoint,
  FileFacts,
  Gap,
  MonitoredEvent,
  Observation,
  ProcessEntry,
  ProcessFacts,
  SeenFile,
  TranslatedEndpoint,
} from "./observation.ts";
import { portOfService } from "./portNames.ts";
import type { Row } from "./row.ts";
import type { Span } from "./span.ts";
import { stateName } from "./tcpState.ts";
import { transportName } from "./transport.ts";

/** Where a row was read, which the row itself does not know. */
export interface RowPlace {
  readonly format: string;
  readonly line: number;
  readonly text: Span;
  /** From a byte offset of the row's buffer to an offset in the line's text; undefined where nobody asks for spans. */
  readonly column: ((byteOffset: number) => number) | undefined;
  readonly time: Instant | undefined;
}

/** The observation a row stands for. One function serves every format: formats only say where fields are. */
export function observe(row: Row, place: RowPlace): Observation {
  const { format, line, text, time } = place;
  const host = row.text(field.host);
  const observed = { format, line, text, spans: spansOf(row, place.column), ...present({ time, host }) };
  if (row.has(field.lost)) return { kind: "gap", ...observed, ...lostCount(row) } satisfies Gap;
  if (row.kind === "file") return { kind: "file", ...observed, file: fileOf(row) } satisfies SeenFile;
  if (row.kind === "process")
    return { kind: "process", ...observed, process: processOf(row) } satisfies ProcessEntry;
  if (row.kind === "event") return { kind: "event", ...observed, ...eventOf(row) } satisfies MonitoredEvent;
  return { kind: "connection", ...observed, ...connectionOf(row) } satisfies Connection;
}

/** The observation with what a following line adds: `-b` owners, wrapped rows, `tasklist /svc` continued. */
export function amend<Kind extends Observation>(observation: Kind, detail: Row): Kind;
export function amend(observation: Observation, detail: Row): Observation {
  if (observation.kind === "gap") return observation;
  if (observation.kind === "file")
    return { ...observation, file: { ...fileOf(detail), ...observation.file } };
  const process = merged(observation.process, processOf(detail));
  if (observation.kind === "process") return { ...observation, process };
  if (observation.kind === "event") return { ...eventOf(detail), ...observation, process };
  const more = connectionOf(detail);
  return {
    ...observation,
    process,
    ...present({
      state: observation.state ?? more.state,
      transport: observation.transport ?? more.transport,
      size: observation.size ?? more.size,
      egress: observation.egress ?? more.egress,
      icmpType: observation.icmpType ?? more.icmpType,
      icmpCode: observation.icmpCode ?? more.icmpCode,
    }),
    direction: joinedDirection(observation.direction, more.direction),
    source: { ...more.source, ...observation.source },
    destination: { ...more.destination, ...observation.destination },
  };
}

/** What had to be assumed of a row's time; zones are said by the caller, who may know better. */
export function assumptionsOf(row: Row): readonly TimeAssumption[] {
  const assumed: TimeAssumption[] = [];
  if (!row.hasYear) assumed.push("year");
  if (!row.hasDate) assumed.push("date");
  if (!row.hasHour) assumed.push("hour");
  if (Number.isNaN(row.utcOffset)) assumed.push("zone");
  return assumed;
}

function connectionOf(row: Row) {
  const state = row.text(field.state);
  const transport = transportOf(row);
  const size = row.number(field.size);
  return {
    direction: row.direction,
    source: endpointOf(row, sourceFields),
    destination: endpointOf(row, destinationFields),
    process: processOf(row),
    ...present({
      transport,
      action: row.text(field.action)?.toLowerCase(),
      eventType: row.eventType,
      state: state === undefined ? undefined : stateName(state, transport),
      ingress: row.text(field.ingress) || undefined,
      egress: row.text(field.egress) || undefined,
      rule: row.text(field.rule),
      code: row.text(field.code),
      size: Number.isNaN(size) ? undefined : size,
      repeat: numberOf(row, field.repeat),
      icmpType: numberOf(row, field.icmpType),
      icmpCode: numberOf(row, field.icmpCode),
      duration: secondsOf(row.text(field.duration)),
      connectionId: row.text(field.connectionId),
      reason: row.text(field.reason) || undefined,
      result: row.text(field.result) || undefined,
      detail: row.text(field.detail) || undefined,
      application: row.text(field.application) || undefined,
    }),
  };
}

function eventOf(row: Row) {
  return {
    process: processOf(row),
    ...present({
      action: row.text(field.action)?.toLowerCase(),
      eventType: row.eventType,
      path: row.text(field.path) || undefined,
      result: row.text(field.result) || undefined,
      detail: row.text(field.detail) || undefined,
      duration: secondsOf(row.text(field.duration)),
    }),
  };
}

/** The row's own word for it, else what all rows of its capture have. */
export function transportOf(row: Row): string | undefined {
  const printed = row.text(field.transport);
  return printed === undefined ? row.transport : transportName(printed);
}

/** Where an end's facts stand in a row. */
interface EndFields {
  readonly address: FieldIndex;
  readonly port: FieldIndex;
  readonly name: FieldIndex;
  readonly bytes: FieldIndex;
  readonly packets: FieldIndex;
  readonly natAddress: FieldIndex;
  readonly natPort: FieldIndex;
}

const sourceFields: EndFields = {
  address: field.sourceAddress,
  port: field.sourcePort,
  name: field.sourceName,
  bytes: field.sourceBytes,
  packets: field.sourcePackets,
  natAddress: field.sourceNatAddress,
  natPort: field.sourceNatPort,
};

const destinationFields: EndFields = {
  address: field.destinationAddress,
  port: field.destinationPort,
  name: field.destinationName,
  bytes: field.destinationBytes,
  packets: field.destinationPackets,
  natAddress: field.destinationNatAddress,
  natPort: field.destinationNatPort,
};

function endpointOf(row: Row, fields: EndFields): Endpoint {
  const printed = row.text(fields.address);
  const address = printed === undefined ? undefined : refangedAddress(printed);
  const port = row.text(fields.port);
  const named = address !== undefined && address !== "*" && address !== "" && !isMeantAsAddress(address);
  const number = numberOf(row, fields.port);
  const service =
    port !== undefined && number === undefined && port !== "*" && port !== "" ? port : undefined;
  return present({
    ip: address === "*" || address === "" || named ? undefined : address,
    domain: named ? address : row.text(fields.name) || undefined,
    port: number ?? (service === undefined ? undefined : portOfService(service)),
    service,
    bytes: numberOf(row, fields.bytes) ?? groupedNumber(row.text(fields.bytes)),
    packets: numberOf(row, fields.packets),
    nat: translatedOf(row, fields),
  });
}

function translatedOf(row: Row, { natAddress, natPort }: EndFields): TranslatedEndpoint | undefined {
  if (!row.has(natAddress) && !row.has(natPort)) return undefined;
  return present({ ip: row.text(natAddress) || undefined, port: numberOf(row, natPort) });
}

/** `12.5`, `12,5` or `1:02:03`. */
function secondsOf(printed: string | undefined): number | undefined {
  if (!printed) return undefined;
  const seconds = printed
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? seconds : undefined;
}

/** No host name has a colon or only digits and dots: such a text is an address, if an impossible one. */
export function isMeantAsAddress(text: string): boolean {
  return isAddress(text) || text.includes(":") || /^[\d.]*\.[\d.]*$/.test(text);
}

function processOf(row: Row): ProcessFacts {
  return present({
    pid: numberOf(row, field.pid),
    name: row.text(field.process),
    executable: row.text(field.executable),
    commandLine: row.text(field.commandLine),
    parentPid: numberOf(row, field.parentPid),
    threadId: numberOf(row, field.threadId),
    services: listOf(row, field.service),
    modules: listOf(row, field.module),
    user: row.text(field.user),
    session: row.text(field.session),
    sessionNumber: numberOf(row, field.sessionNumber),
    memoryKib: thousands(row.text(field.memory)),
    status: row.text(field.status),
    cpuTime: row.text(field.cpuTime),
    windowTitle: row.text(field.title),
    started: row.text(field.started),
    ended: row.text(field.ended),
    integrity: row.text(field.integrity) || undefined,
    company: row.text(field.company) || undefined,
    description: row.text(field.description) || undefined,
    version: row.text(field.version) || undefined,
  });
}

function fileOf(row: Row): FileFacts {
  return present({
    path: row.text(field.file),
    md5: hashOf(row, field.md5),
    sha1: hashOf(row, field.sha1),
    sha256: hashOf(row, field.sha256),
    sha384: hashOf(row, field.sha384),
    sha512: hashOf(row, field.sha512),
    imphash: hashOf(row, field.imphash),
    signature: row.text(field.signature),
    signer: row.text(field.signer),
    company: row.text(field.company),
    description: row.text(field.description),
    product: row.text(field.product),
    version: row.text(field.version),
  });
}

/** certutil of Windows 7 prints bytes: `9f 86 d0`. */
function hashOf(row: Row, index: FieldIndex): string | undefined {
  return row.text(index)?.toLowerCase().replaceAll(" ", "");
}

function lostCount(row: Row) {
  return present({ lost: numberOf(row, field.lost) });
}

/** What the first line says stands; lists grow, and a command line goes on where it did not fit the screen. */
function merged(first: ProcessFacts, more: ProcessFacts): ProcessFacts {
  const services = joined(first.services, more.services);
  const modules = joined(first.modules, more.modules);
  const [start, rest] = [first.commandLine, more.commandLine];
  const commandLine = start !== undefined && rest !== undefined ? start + rest : undefined;
  return { ...more, ...first, ...present({ services, modules, commandLine }) };
}

function joined(a: readonly string[] | undefined, b: readonly string[] | undefined) {
  return a && b ? [...a, ...b] : (a ?? b);
}

function numberOf(row: Row, index: FieldIndex): number | undefined {
  const number = row.number(index);
  return Number.isNaN(number) ? undefined : number;
}

/** `RpcSs, RpcEptMapper` */
function listOf(row: Row, index: FieldIndex): readonly string[] | undefined {
  const entries = row
    .text(index)
    ?.split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return entries && 0 < entries.length ? entries : undefined;
}

/** `1,023,972 K`, `153.964 K`, `1 234 K`: the mark of the thousands is the locale's, the digits are not. */
function thousands(text: string | undefined): number | undefined {
  const digits = text?.replace(/\D/g, "");
  return digits ? Number(digits) : undefined;
}

/** `1,350` in any locale's way of grouping digits. */
function groupedNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}(?:[,.'’\s]\d{3})+$/u.test(text) ? thousands(text) : undefined;
}

function spansOf(row: Row, column: RowPlace["column"]): ReadonlyMap<FieldName, Span> {
  if (!column) return noSpans;
  const spans = new Map<FieldName, Span>();
  for (const [index, name] of fieldNames.entries()) {
    const from = row.from[index]!;
    if (0 <= from)
      spans.set(name, { start: column(row.placeOf(from)), end: column(row.placeOf(row.to[index]!)) });
  }
  return spans;
}

const noSpans: ReadonlyMap<FieldName, Span> = new Map();

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the keys that are undefined: absent is absent. */
export function present<T extends object>(object: T): Present<T> {
  // Every row of an editor's document comes through here: entries and fromEntries cost four times as much.
  const kept: { [key: string]: unknown } = {};
  for (const key in object) if (object[key] !== undefined) kept[key] = object[key];
  return kept as Present<T>;
}
