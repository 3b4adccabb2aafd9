import type { Direction, EventType } from "../../core/direction.ts";
import type { Row } from "../../core/row.ts";
import { WordTable } from "../cells/wordTable.ts";

/** Event classes of Process Monitor, as it names them. */
export type EventClass = "Process" | "Registry" | "File System" | "Profiling" | "Network";

/** What an operation is, by its name. */
export interface Operation {
  /** As Process Monitor prints it. */
  readonly name: string;
  readonly eventClass: EventClass;
  readonly eventType?: EventType;
  /** Of network operations: which way the packet, or the call, went. */
  readonly direction?: Direction;
}

const processNames = [
  "Process Create",
  "Process Statistics",
  "System Statistics",
  "Thread Profile",
  "Load Image",
];
const startNames = ["Process Start", "Thread Create"];
const endNames = ["Process Exit", "Thread Exit"];
const profilingNames = ["Thread Profiling", "Process Profiling", "Debug Output Profiling"];

const registryNames = [
  ...["RegOpenKey", "RegCreateKey", "RegCloseKey", "RegQueryKey", "RegSetValue", "RegQueryValue"],
  ...["RegEnumValue", "RegEnumKey", "RegSetInfoKey", "RegDeleteKey", "RegDeleteValue", "RegFlushKey"],
  ...["RegLoadKey", "RegUnloadKey", "RegRenameKey", "RegQueryMultipleValueKey", "RegSetKeySecurity"],
  "RegQueryKeySecurity",
];

/** Those that do not begin as one of `filePrefixes`. */
const fileNames = [
  ...[
    "CreateFile",
    "CreateFileMapping",
    "CreatePipe",
    "CreateMailSlot",
    "ReadFile",
    "WriteFile",
    "CloseFile",
  ],
  ...[
    "FlushBuffersFile",
    "DirectoryControl",
    "NotifyChangeDirectory",
    "FileSystemControl",
    "DeviceIoControl",
  ],
  ...["InternalDeviceIoControl", "LockFile", "UnlockFileSingle", "UnlockFileAll", "UnlockFileByKey"],
  ...[
    "LockUnlockFile",
    "VolumeDismount",
    "VolumeMount",
    "Shutdown",
    "Power",
    "SystemControl",
    "DeviceChange",
  ],
  ...["PlugAndPlay", "StartDevice", "RemoveDevice", "CancelRemoveDevice", "StopDevice", "CancelStopDevice"],
  ...["FilterResourceRequirements", "ReadConfig", "WriteConfig", "Eject", "DeviceUsageNotification"],
  ...["SurpriseRemoval", "<Unknown>"],
];

/** Of the many names of queries, settings, and requests in the advanced output. */
const filePrefixes = ["Query", "Set", "IRP_MJ_", "FASTIO_"];

/** By the word behind `TCP` or `UDP`. */
const networkWords: Readonly<Record<string, Pick<Operation, "direction" | "eventType">>> = {
  Send: { direction: "outbound" },
  Receive: { direction: "inbound" },
  Connect: { direction: "outbound", eventType: "start" },
  Accept: { direction: "inbound", eventType: "start" },
  Disconnect: { eventType: "end" },
  Reconnect: { direction: "outbound" },
  Retransmit: { direction: "outbound" },
  TCPCopy: { direction: "inbound" },
  Other: {},
  Unknown: {},
};

/** All operations that have a name of their own. */
export const operations: readonly Operation[] = [
  ...processNames.map((name): Operation => ({ name, eventClass: "Process" })),
  ...startNames.map((name): Operation => ({ name, eventClass: "Process", eventType: "start" })),
  ...endNames.map((name): Operation => ({ name, eventClass: "Process", eventType: "end" })),
  ...profilingNames.map((name): Operation => ({ name, eventClass: "Profiling" })),
  ...registryNames.map((name): Operation => ({ name, eventClass: "Registry" })),
  ...fileNames.map((name): Operation => ({ name, eventClass: "File System" })),
  ...["TCP", "UDP"].flatMap((transport) =>
    Object.entries(networkWords).map(
      ([word, meaning]): Operation => ({ name: `${transport} ${word}`, eventClass: "Network", ...meaning }),
    ),
  ),
];

/** Words of which every operation begins with one: a line without any of them has none. */
export const operationMarks: readonly string[] = [
  ...filePrefixes,
  ...["Reg", "TCP ", "UDP ", "Process ", "Thread ", "System Statistics", "Load Image", "Debug Output"],
  ...fileNames,
];

const table = new WordTable<Operation>();
for (const operation of operations) table.add(operation.name.toLowerCase(), operation);

/** The operation that fills `[from, to)`, or undefined where it is unknown or one of the many that only have a class. */
export function operationAt(bytes: Uint8Array, from: number, to: number): Operation | undefined {
  return table.find(bytes, from, to);
}

/** What operation a name is of, with its class where no more is known; undefined for what no operation is called. */
export function operationNamed(name: string): Operation | undefined {
  const known = operationsByName.get(name.toLowerCase());
  if (known) return known;
  const isFile = filePrefixes.some((prefix) => name.startsWith(prefix)) && /^\w+$/.test(name);
  return isFile ? { name, eventClass: "File System" } : undefined;
}

const operationsByName = new Map(operations.map((operation) => [operation.name.toLowerCase(), operation]));

/** Sets what follows for the row from its operation. */
export function putOperationMeaning(row: Row, operation: Operation | undefined): void {
  if (operation?.eventType) row.eventType = operation.eventType;
  if (operation?.direction) row.direction = operation.direction;
}
