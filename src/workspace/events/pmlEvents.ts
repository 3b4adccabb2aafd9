import type { EventDetail, LoadedModule, NamedValue } from "../../core/eventDetail.ts";
import { type EventColumn, eventColumns } from "../../core/eventFilter.ts";
import { operationKey } from "../../formats/procmon/pml/details/operationTable.ts";
import type { EventHead } from "../../formats/procmon/pml/eventHead.ts";
import { PmlCells } from "../../formats/procmon/pml/pmlCells.ts";
import type { PmlModule } from "../../formats/procmon/pml/pmlProcesses.ts";
import { type PmlCapture, readPmlCapture } from "../native/pmlCapture.ts";
import { PmlEventReader } from "../native/pmlEventReader.ts";
import { openRandom, type RandomBytes } from "../native/randomBytes.ts";
import type { Files } from "../reading/files.ts";
import type { CellTest } from "./cellTest.ts";
import type { EventCells, EventSource, EventTaker } from "./eventSource.ts";
import { hexAddress, PmlStacks } from "./pmlStacks.ts";

/** What the process table says of an event's process, beside the event's own values. */
const processColumns: readonly EventColumn[] = [
  ...(["Process Name", "PID", "Parent PID", "Image Path", "Command Line", "User", "Integrity"] as const),
  ...(["Company", "Description", "Version", "Session", "Authentication ID"] as const),
  ...(["Virtualized", "Architecture"] as const),
];

const firstColumns: readonly EventColumn[] = [
  ...(["Date & Time", "Time of Day", "Process Name", "PID", "TID", "Operation", "Path"] as const),
  ...(["Result", "Detail", "Duration", "Event Class", "Category"] as const),
];

/** A capture says no sequence of its events. */
const columns: readonly EventColumn[] = [
  ...firstColumns,
  ...eventColumns.filter((name) => name !== "Sequence" && !firstColumns.includes(name)),
];

/** Opens a native capture; a sentence where it cannot be read. */
export async function openPml(files: Files, uri: string): Promise<PmlEvents | string> {
  const entry = await files.stat(uri);
  if (!entry) return "There is no such file.";
  const bytes = await openRandom(files, entry);
  if ("sentence" in bytes) return `${bytes.sentence}.`;
  const capture = await readPmlCapture(bytes);
  if (!("sentence" in capture)) return PmlEvents.of(bytes, capture);
  await bytes.close();
  return `${capture.sentence}.`;
}

/** Events of a native capture: its table says where each of them stands. */
export class PmlEvents implements EventSource {
  readonly form = "pml";
  readonly columns = columns;
  readonly isWhole = true;
  readonly progress = 1;
  readonly problems: readonly string[];
  readonly #bytes: RandomBytes;
  readonly #capture: PmlCapture;
  readonly #cells: NumberedCells;
  readonly #stacks: PmlStacks;

  private constructor(bytes: RandomBytes, capture: PmlCapture, first: bigint) {
    this.#bytes = bytes;
    this.#capture = capture;
    this.#cells = new NumberedCells(capture, first);
    this.#stacks = new PmlStacks(capture);
    this.problems = capture.problems.map((problem) => `${problem}.`);
  }

  static async of(bytes: RandomBytes, capture: PmlCapture): Promise<PmlEvents> {
    const hasEvents = 0 < capture.offsets.count;
    const first = hasEvents ? await new PmlEventReader(bytes, capture).read(0) : undefined;
    return new PmlEvents(bytes, capture, first?.time ?? 0n);
  }

  get count(): number {
    return this.#capture.offsets.count;
  }

  async advance(): Promise<void> {}

  async read(wanted: ArrayLike<number>, take: EventTaker): Promise<void> {
    // Others may read at the same time: each has a window of its own.
    const reader = new PmlEventReader(this.#bytes, this.#capture);
    const cells = this.#cells;
    for (let i = 0; i < wanted.length; i++) {
      const event = wanted[i]!;
      const head = reader.held(event) ?? (await reader.read(event));
      if (head) cells.take(head);
      take(event, head ? cells : damaged);
    }
  }

  async linesOf(events: ArrayLike<number>): Promise<readonly number[]> {
    return Array.from(events);
  }

  async eventOnLine(line: number): Promise<number | undefined> {
    return this.count === 0 ? undefined : Math.min(line, this.count - 1);
  }

  async detail(event: number): Promise<EventDetail | undefined> {
    const head = await new PmlEventReader(this.#bytes, this.#capture).read(event);
    if (!head) return { event, line: event, values: damagedValues, process: [], modules: [] };
    const cells = new PmlCells(this.#capture, this.#cells.first);
    cells.take(head);
    const valuesOf = (names: readonly EventColumn[]) =>
      names.map((name): NamedValue => [name, cells.text(name)]).filter(([, text]) => text !== "");
    const { process } = cells;
    const looking = new PmlEventReader(this.#bytes, this.#capture);
    const modules = process ? [...this.#capture.processes.modulesOf(process)].map(moduleOf) : [];
    return {
      event,
      line: event,
      values: valuesOf(columns.filter((name) => name === "PID" || !processColumns.slice(1).includes(name))),
      process: valuesOf(processColumns),
      modules,
      ...(head.frames === 0 ? {} : { stack: await this.#stacks.framesOf(event, head, looking) }),
    };
  }

  close(): Promise<void> {
    return this.#bytes.close();
  }
}

/** The cells of a native event, of which many are but numbers. */
class NumberedCells implements EventCells {
  readonly #cells: PmlCells;
  #head: EventHead | undefined;

  constructor(capture: PmlCapture, first: bigint) {
    this.#cells = new PmlCells(capture, first);
  }

  get first(): bigint {
    return this.#cells.first;
  }

  take(head: EventHead): void {
    this.#head = head;
    this.#cells.take(head);
  }

  text(column: number): string {
    return this.#cells.text(columns[column]!);
  }

  meets(column: number, test: CellTest): boolean {
    const name = columns[column]!;
    const number = this.#head ? numberOf[name]?.(this.#head) : undefined;
    return number === undefined
      ? test.ofText(this.#cells.text(name))
      : test.ofNumber(number, () => this.#cells.text(name));
  }
}

const processNumber = ({ processIndex }: EventHead) => processIndex;

/** Of columns whose text a number of the event stands for. */
const numberOf: Partial<Readonly<Record<EventColumn, (head: EventHead) => number>>> = {
  ...Object.fromEntries(processColumns.map((name) => [name, processNumber])),
  Operation: operationKey,
  Result: ({ result }) => result,
  "Event Class": ({ eventClass }) => eventClass,
  TID: ({ threadId }) => threadId,
};

const damagedText = "This event could not be read";
const damagedCell = (column: number) => (columns[column] === "Detail" ? damagedText : "");
const damaged: EventCells = {
  text: damagedCell,
  meets: (column, test) => test.ofText(damagedCell(column)),
};
const damagedValues: readonly NamedValue[] = [
  ["Detail", `${damagedText}: its bytes are damaged, or not there.`],
];

function moduleOf({ base, size, path, company, version, description }: PmlModule): LoadedModule {
  return {
    path,
    base: hexAddress(BigInt(base)),
    size,
    ...(company === "" ? {} : { company }),
    ...(version === "" ? {} : { version }),
    ...(description === "" ? {} : { description }),
  };
}
