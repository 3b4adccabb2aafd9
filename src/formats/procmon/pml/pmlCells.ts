import type { EventColumn } from "../../../core/eventFilter.ts";
import { wallText } from "../../../core/instant.ts";
import { operationKey, pmlOperationOf } from "./details/operationTable.ts";
import { textsOf } from "./details/pmlTexts.ts";
import { resultName } from "./details/resultName.ts";
import { type EventHead, microsOf, tenthsOf } from "./eventHead.ts";
import type { PmlNames, PmlTexts } from "./pmlEvent.ts";
import type { PmlProcess } from "./pmlProcesses.ts";

/** What the texts of a capture's events are made of. */
export interface PmlTables {
  readonly names: PmlNames;
  readonly processes: { of(index: number): PmlProcess | undefined };
}

/** The columns of one event as text, each made when it is asked for. Filled again for every event. */
export class PmlCells {
  readonly #tables: PmlTables;
  /** FILETIME of the capture's first event. */
  readonly #first: bigint;
  #head: EventHead | undefined;
  #texts: PmlTexts | undefined;

  constructor(tables: PmlTables, first = 0n) {
    this.#tables = tables;
    this.#first = first;
  }

  take(head: EventHead): void {
    this.#head = head;
    this.#texts = undefined;
  }

  text(column: EventColumn): string {
    return this.#head ? cellTexts[column](this.#head, this) : "";
  }

  get process(): PmlProcess | undefined {
    return this.#head && this.#tables.processes.of(this.#head.processIndex);
  }

  get texts(): PmlTexts {
    this.#texts ??= textsOf(this.#head!, this.#tables.names);
    return this.#texts;
  }

  get first(): bigint {
    return this.#first;
  }
}

const classNames = ["", "Process", "Registry", "File System", "Profiling", "Network"];

type CellText = (head: EventHead, cells: PmlCells) => string;

const cellTexts: Readonly<Record<EventColumn, CellText>> = {
  "Date & Time": (head) => timeText(head),
  "Time of Day": (head) => timeText(head).slice(11),
  "Relative Time": (head, { first }) => spanText(head.time - first),
  "Completion Time": (head) =>
    resultName(head.result) === "" ? "" : fileTimeText(head.time + head.duration).slice(11),
  Duration: (head) => (resultName(head.result) === "" ? "" : durationText(head.ticks)),
  Operation: (head) => pmlOperationOf(operationKey(head)).name,
  "Event Class": (head) => classNames[head.eventClass] ?? "",
  Result: (head) => resultName(head.result),
  TID: (head) => `${head.threadId}`,
  // Process Monitor says it of no saved capture either.
  Sequence: () => "n/a",
  Path: (_, { texts }) => texts.path,
  Detail: (_, { texts }) => texts.detail,
  Category: (_, { texts }) => texts.category,
  "Process Name": (_, { process }) => process?.name ?? "",
  PID: (_, { process }) => (process ? `${process.pid}` : ""),
  "Parent PID": (_, { process }) => (process ? `${process.parentPid}` : ""),
  "Image Path": (_, { process }) => process?.path ?? "",
  "Command Line": (_, { process }) => process?.commandLine ?? "",
  Company: (_, { process }) => process?.company ?? "",
  Description: (_, { process }) => process?.description ?? "",
  Version: (_, { process }) => process?.version ?? "",
  User: (_, { process }) => process?.user ?? "",
  Session: (_, { process }) => (process ? `${process.session}` : ""),
  Integrity: (_, { process }) => process?.integrity ?? "",
  "Authentication ID": (_, { process }) => (process ? logonText(process.authenticationId) : ""),
  Virtualized: (_, { process }) => (process ? (process.isVirtualized ? "True" : "False") : ""),
  Architecture: (_, { process }) => (process ? (process.is64Bit ? "64-bit" : "32-bit") : ""),
};

function timeText({ micros, tenths }: EventHead): string {
  return Number.isNaN(micros) ? "" : `${wallText(micros, 6)}${tenths}Z`;
}

/** ISO 8601 in UTC with all seven digits; empty where it is none. */
export function fileTimeText(time: bigint): string {
  const [high, low] = [Number(BigInt.asUintN(64, time) >> 32n), Number(BigInt.asUintN(32, time))];
  const micros = microsOf(high, low);
  return Number.isNaN(micros) ? "" : `${wallText(micros, 6)}${tenthsOf(high, low)}Z`;
}

/** Seconds. */
function durationText(ticks: number): string {
  return (ticks / 10_000_000).toFixed(7);
}

/** `00:03:50.4340144` */
function spanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / 10_000_000n;
  const part = (value: bigint, digits = 2) => value.toString().padStart(digits, "0");
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((value) => part(value)).join(":");
  return `${ticks < 0n ? "-" : ""}${clock}.${part(size % 10_000_000n, 7)}`;
}

/** `00000000:000003e7` */
function logonText(id: bigint): string {
  const digits = id.toString(16).padStart(16, "0");
  return `${digits.slice(0, 8)}:${digits.slice(8)}`;
}
