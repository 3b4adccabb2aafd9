import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";
import { jsonFormat } from "../json/jsonFormat.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { putApplication, putDirection } from "./windowsEventBody.ts";
import { typeOfEvent } from "./windowsEventMessage.ts";

/** Values by Windows' names. */
const values: Readonly<Record<string, FieldUse>> = {
  SourceAddress: "sourceAddress",
  SourcePort: "sourcePort",
  DestAddress: "destinationAddress",
  DestPort: "destinationPort",
  Protocol: "transport",
  Direction: "direction",
  Application: "executable",
  ProcessId: "pid",
};

/** Where programs that forward or convert events put the values, and the system's part of the event. */
const places: readonly (readonly [values: string, code: string, time: string, host: string])[] = [
  // NXLog, whose own ProcessID is that of the service that logs, and what is made of its events.
  ["", "EventID", "@timestamp", "Hostname"],
  ["winlog.event_data.", "winlog.event_id", "@timestamp", "winlog.computer_name"],
  [
    "Event.EventData.",
    "Event.System.EventID",
    "Event.System.TimeCreated.#attributes.SystemTime",
    "Event.System.Computer",
  ],
  ["EventData.", "System.EventID", "System.TimeCreated.SystemTime", "System.Computer"],
];

const keys = Object.fromEntries(
  places.flatMap(([place, code, time, host]) => [
    ...Object.entries(values).map(([name, use]) => [place + name, use]),
    ...(place === "" ? [] : [[`${place}ProcessID`, "pid"]]),
    [code, "code"],
    [time, "time"],
    [host, "host"],
  ]),
);

/** The platform's events as JSON, with their values apart. */
export const windowsEventsJson = jsonFormat({
  format: {
    id: "windows.events.json",
    family: "fwlog",
    title: "Windows Filtering Platform events (5152 to 5159, JSON)",
    reference:
      "https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5156",
    vendor: "windows",
    carries: ["time", "year", "zone", "direction", "pid", "process"],
    marks: ['"SourceAddress"'],
  },
  keys: {
    ...keys,
    EventTime: "started",
    Computer: "host",
    ThreadID: "threadId",
    ProcessID: "parentPid",
    "Event.System.EventID.#text": "code",
  },
  records: [
    ["EventID", "SourceAddress"],
    ["winlog.event_data.SourceAddress"],
    ["Event.EventData.SourceAddress"],
    ["System.EventID", "EventData.SourceAddress"],
  ],
  tellingKeys: ["DestAddress", "FilterRTID"],
  subject: "connection",
  finish,
});

function finish(row: Row): LineKind {
  const type = typeOfEvent(row.text(field.code) ?? "");
  if (!type) return "ignorable";
  row.eventType = type;
  settleTime(row);
  settleProcess(row);
  const [from, to] = [row.from[field.direction]!, row.to[field.direction]!];
  if (0 <= from) putDirection(row, from, to);
  readIcmpPorts(row, "type and code");
  return "row";
}

/** NXLog's own time is that of the host's clock, without its zone. */
function settleTime(row: Row): void {
  if (row.has(field.started) && Number.isNaN(row.time))
    readWrittenTime(row, row.from[field.started]!, row.to[field.started]!);
  row.from[field.started] = -1;
}

/** Beside a thread, a process is the one that logged. */
function settleProcess(row: Row): void {
  const { from, to } = row;
  if (!row.has(field.pid) && row.has(field.parentPid) && !row.has(field.threadId))
    row.set(field.pid, from[field.parentPid]!, to[field.parentPid]!);
  from[field.parentPid] = from[field.threadId] = -1;
  const [start, end] = [from[field.executable]!, to[field.executable]!];
  from[field.executable] = -1;
  if (0 <= start) putApplication(row, start, end);
}
