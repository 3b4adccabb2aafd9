import type { LineReference } from "../../core/caseView.ts";
import type { Instant } from "../../core/instant.ts";
import { withRoom } from "../../core/names.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";

type Clock = NonNullable<ScannedCapture["clock"]>;

/** What stands for the assumptions of no clock at all: more than any clock has. */
const noClock = 255;

/** What is known of remotes by their numbers, in columns: a flow is noted without a look at any object. */
export class RemoteFacts {
  size = 0;
  /** Rows. */
  count = new Float64Array(256);
  /** How many flows. */
  flows = new Uint32Array(256);
  /** Microseconds since 1970; infinite where no row has a time. */
  #first = new Float64Array(256);
  #last = new Float64Array(256);
  /** How many things the clock of these times assumes. */
  #assumed = new Uint8Array(256);
  readonly #clocks: (Clock | undefined)[] = [];
  #directionSaid = new Uint8Array(256);
  /** The first line that shows it; of which file, and of which the last one that does, by numbers from 1. */
  #firstLine = new Uint32Array(256);
  #firstFile = new Uint32Array(256);
  #lastFile = new Uint32Array(256);
  readonly #files: string[] = [];
  /** The capture whose flows are noted, and those remotes of it that were met. */
  #capture: ScannedCapture | undefined;
  readonly #met: number[] = [];
  /** Whether a remote was met in this capture, and its outermost rows in it. */
  #isMet = new Uint8Array(256);
  #firstRow = new Uint32Array(256);
  #lastRow = new Uint32Array(256);
  /** Lines of further files. Few remotes have any. */
  readonly #further = new Map<number, LineReference[]>();

  /** The next number is that of a new remote. */
  add(): void {
    const number = this.size++;
    if (number === this.count.length) this.#grow();
    this.#first[number] = Number.POSITIVE_INFINITY;
    this.#last[number] = Number.NEGATIVE_INFINITY;
    this.#assumed[number] = noClock;
    this.#clocks.push(undefined);
  }

  /** The flows noted from now on are of this capture. */
  open(capture: ScannedCapture): void {
    this.#capture = capture;
    if (this.#files.at(-1) !== capture.uri) this.#files.push(capture.uri);
  }

  /** Notes one flow of the capture. */
  note(number: number, flow: number, assumed: number): void {
    const { flows, clock } = this.#capture!;
    if (assumed === 0) this.#directionSaid[number] = 1;
    this.count[number] = this.count[number]! + flows.rowCounts[flow]!;
    this.flows[number] = this.flows[number]! + 1;
    if (this.#isMet[number] === 0) this.#meet(number, flows.firstRows[flow]!);
    // Not its time: the times of all flows' last rows lie all over the memory.
    if (this.#lastRow[number]! < flows.lastRows[flow]!) this.#lastRow[number] = flows.lastRows[flow]!;
    if (clock && !flows.isInOrder) this.#noteTimes(number, clock, flows.first(flow), flows.last(flow));
  }

  /** All flows of the capture have been noted. */
  close(): void {
    const { flows, columns, clock } = this.#capture!;
    for (const number of this.#met) {
      const firstRow = this.#firstRow[number]!;
      if (this.#lastFile[number] !== this.#files.length) this.#noteFile(number, columns.line[firstRow]!);
      if (clock && flows.isInOrder)
        this.#noteTimes(number, clock, columns.time[firstRow]!, columns.time[this.#lastRow[number]!]!);
      this.#isMet[number] = 0;
    }
    this.#met.length = 0;
  }

  isDirectionAssumed(number: number): boolean {
    return this.#directionSaid[number] === 0;
  }

  /** The first line of each file that shows it. */
  evidence(number: number): readonly [LineReference, ...LineReference[]] {
    const uri = this.#files[this.#firstFile[number]! - 1]!;
    return [{ uri, line: this.#firstLine[number]! }, ...(this.#further.get(number) ?? [])];
  }

  /** Its earliest and latest time; undefined where it has none. */
  span(number: number): { readonly first: Instant; readonly last: Instant } | undefined {
    const clock = this.#clocks[number];
    const first = this.#first[number]!;
    const last = this.#last[number]!;
    if (!clock || last < first) return undefined;
    return { first: instantOf(clock, first), last: instantOf(clock, last) };
  }

  /** Flows come in the order of their first rows. */
  #meet(number: number, row: number): void {
    this.#met.push(number);
    this.#isMet[number] = 1;
    this.#firstRow[number] = row;
    this.#lastRow[number] = row;
  }

  #noteFile(number: number, line: number): void {
    const file = this.#files.length;
    if (this.#lastFile[number] === 0) {
      this.#firstLine[number] = line;
      this.#firstFile[number] = file;
    } else {
      const further = this.#further.get(number) ?? [];
      this.#further.set(number, further);
      further.push({ uri: this.#files[file - 1]!, line });
    }
    this.#lastFile[number] = file;
  }

  /** A clock of an unknown zone cannot be put in one order with one that is known: the times of the surest count. */
  #noteTimes(number: number, clock: Clock, first: number, last: number): void {
    const assumed = clock.assumed.length;
    if (last < first || this.#assumed[number]! < assumed) return;
    if (assumed < this.#assumed[number]!) {
      this.#assumed[number] = assumed;
      this.#clocks[number] = clock;
      this.#first[number] = first;
      this.#last[number] = last;
    }
    if (first < this.#first[number]!) this.#first[number] = first;
    if (this.#last[number]! < last) this.#last[number] = last;
  }

  #grow(): void {
    this.count = withRoom(this.count, this.size);
    this.flows = withRoom(this.flows, this.size);
    this.#first = withRoom(this.#first, this.size);
    this.#last = withRoom(this.#last, this.size);
    this.#assumed = withRoom(this.#assumed, this.size);
    this.#directionSaid = withRoom(this.#directionSaid, this.size);
    this.#firstLine = withRoom(this.#firstLine, this.size);
    this.#firstFile = withRoom(this.#firstFile, this.size);
    this.#lastFile = withRoom(this.#lastFile, this.size);
    this.#isMet = withRoom(this.#isMet, this.size);
    this.#firstRow = withRoom(this.#firstRow, this.size);
    this.#lastRow = withRoom(this.#lastRow, this.size);
  }
}

/** Written out: a spread of the clock would cost more than all the rest of a remote. */
function instantOf({ assumed, digits, utcOffset }: Clock, micros: number): Instant {
  return utcOffset === undefined ? { assumed, digits, micros } : { assumed, digits, utcOffset, micros };
}
