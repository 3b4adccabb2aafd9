import { kernelWasm } from "../kernel/kernel.wasm.js";
import { type EventShape, eventKeys } from "./plainEvents.ts";
import { otherAddress, PlainRows, type PlainTimes } from "./plainRows.ts";

/** What the kernel compares lines with: what a reader saw in a line that it read the ordinary way. */
export interface KernelDay {
  /** The date as it stands at the start of a line, with the blank behind it. */
  readonly text: Uint8Array;
  /** Microseconds since 1970. */
  readonly midnight: number;
}

/**
 * What a line of syslog begins with, around the time of day.
 *
 *     2031-03-03T10:00:01.250000+01:00 gw01 kernel: [UFW BLOCK] IN=…
 *     └ before                  └ behind            └ message
 */
export interface KernelHead {
  readonly before: Uint8Array;
  /** Microseconds since 1970 at which the day begins, as `times` says. */
  readonly midnight: number;
  readonly behind: Uint8Array;
  readonly times: PlainTimes;
  readonly hasHost: boolean;
  /** Whether only a message that begins with a bracket may follow. */
  readonly isBracketed: boolean;
}

/** The same for lines of syslog. */
export interface KernelSyslog {
  readonly heads: readonly KernelHead[];
  /** What may stand before a packet. */
  readonly verdicts: readonly Uint8Array[];
}

/** The longest of these texts that there is room for, and the most verdicts. */
export const longestBefore = 32;
export const longestBehind = 80;
export const longestVerdict = 64;
export const mostVerdicts = 64;

/** Heads of one kind can stand in one block. */
export function kindOfHead({ times, hasHost }: Pick<KernelHead, "times" | "hasHost">): number {
  return kindsOfTimes.indexOf(times) + (hasHost ? kindsOfTimes.length : 0);
}

/** The kernel knows that the last of them has none. */
const kindsOfTimes: readonly PlainTimes[] = ["yearless", "local", "utc", "none"];

/** Gives the numbers of a capture. */
export interface Numbering {
  /** Whose numbers they are. */
  readonly capture: symbol;
  /** Of an address, which is `otherAddress` where only its text tells it. */
  readonly address: (row: number, end: "source" | "destination", address: number) => number;
  readonly manner: (row: number) => number;
}

/** The same of a capture's events. */
export interface EventNumbering {
  readonly capture: symbol;
  readonly actor: (row: number) => number;
  readonly operation: (row: number) => number;
}

interface Place {
  readonly value: number;
}

/** What `src/kernel/kernel.ts` exports. Places count bytes of its memory. */
interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly rowCount: Place;
  readonly textAt: Place;
  readonly textSize: Place;
  readonly timeAt: Place;
  readonly dayAt: Place;
  readonly headsAt: Place;
  readonly verdictLengthsAt: Place;
  readonly verdictsAt: Place;
  readonly lineAt: Place;
  readonly sourceNumberAt: Place;
  readonly destinationNumberAt: Place;
  readonly mannerAt: Place;
  readonly unnumberedAt: Place;
  readonly eventColumnsAt: Place;
  readonly tellingOfAt: Place;
  readonly tellingCount: Place;
  readonly isFull: { readonly value: boolean | number };
  forgetEventTexts(): void;
  forgetEventNumbers(): void;
  keepEventNumbers(row: number, actor: number, operation: number): void;
  numberEvents(row: number, count: number, firstLine: number): number;
  readEventRows(start: number, end: number, second: number): number;
  forgetNumbers(): void;
  numberRows(count: number, firstLine: number): number;
  keepAddress(address: number, number: number): void;
  keepAddressAt(place: number, number: number): void;
  numberManners(row: number, count: number): number;
  keepManner(row: number, number: number): void;
  isAscii(start: number, end: number): boolean | number;
  hasReturn(start: number, end: number): boolean | number;
  readPfirewallRows(
    start: number,
    end: number,
    row: number,
    midnight: number,
    withPath: boolean,
    withPid: boolean,
  ): number;
  readAsaRows(start: number, end: number, row: number, heads: number, kind: number): number;
  readNetfilterRows(
    start: number,
    end: number,
    row: number,
    heads: number,
    kind: number,
    verdicts: number,
  ): number;
  readZeekRows(start: number, end: number, row: number, rest: number, hasSides: boolean): number;
}

/**
 * Reads plain rows of firewall logs sixteen bytes at a time, in WebAssembly. It reads only what lies in `text`,
 * and fills `rows`; both are used again for every piece of a log. What it does not take for plain, the readers in
 * TypeScript look at, which need no kernel.
 */
export class Kernel {
  readonly text: Uint8Array;
  readonly rows: PlainRows;
  /** Of the rows, by `number`. */
  readonly line: Uint32Array;
  readonly source: Int32Array;
  readonly destination: Int32Array;
  readonly manner: Uint16Array;
  readonly #unnumbered: Uint32Array;
  #capture: symbol | undefined;
  #eventCapture: symbol | undefined;
  #generation = 0;
  readonly #exports: KernelExports;
  readonly #memory: Uint8Array;
  #texts: KernelDay | KernelSyslog | undefined;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    this.#exports = exports;
    this.#memory = new Uint8Array(buffer);
    this.text = new Uint8Array(buffer, exports.textAt.value, exports.textSize.value);
    this.rows = new PlainRows(buffer, exports.timeAt.value, this, {
      tellingOf: new Uint8Array(buffer, exports.tellingOfAt.value, eventKeys),
      get isFull() {
        return Boolean(exports.isFull.value);
      },
      forget: exports.forgetEventTexts,
    });
    const { capacity } = this.rows;
    this.line = new Uint32Array(buffer, exports.lineAt.value, capacity);
    this.source = new Int32Array(buffer, exports.sourceNumberAt.value, capacity);
    this.destination = new Int32Array(buffer, exports.destinationNumberAt.value, capacity);
    this.manner = new Uint16Array(buffer, exports.mannerAt.value, capacity);
    this.#unnumbered = new Uint32Array(buffer, exports.unnumberedAt.value, 2 * capacity);
  }

  /** Whether bytes are those that lie in `text`, at the same places. */
  holds(bytes: Uint8Array): boolean {
    return bytes.buffer === this.text.buffer && bytes.byteOffset === this.text.byteOffset;
  }

  /** Whether `text[0, end)` is all ASCII. */
  isAscii(end: number): boolean {
    const { isAscii, textAt } = this.#exports;
    return Boolean(isAscii(textAt.value, textAt.value + end));
  }

  /** Whether a CR stands in `text[0, end)`. */
  hasReturn(end: number): boolean {
    const { hasReturn, textAt } = this.#exports;
    return Boolean(hasReturn(textAt.value, textAt.value + end));
  }

  /** Adds plain rows of `text[start, end)` to the block, and returns where the first other line starts. */
  readPfirewall(start: number, end: number, day: KernelDay, last: "path" | "pid" | "either"): number {
    this.#useDay(day);
    const { readPfirewallRows, textAt, rowCount } = this.#exports;
    const base = textAt.value;
    const [withPath, withPid] = [last !== "pid", last !== "path"];
    const to = readPfirewallRows(base + start, base + end, this.rows.count, day.midnight, withPath, withPid);
    this.rows.count = rowCount.value;
    return to - base;
  }

  /** The same for lines of syslog whose heads are of one kind. */
  readNetfilter(start: number, end: number, texts: KernelSyslog, kind: number): number {
    this.#useSyslog(texts);
    const { heads, verdicts } = texts;
    const { readNetfilterRows, textAt, rowCount } = this.#exports;
    const base = textAt.value;
    const { count } = this.rows;
    const to = readNetfilterRows(base + start, base + end, count, heads.length, kind, verdicts.length);
    this.rows.count = rowCount.value;
    return to - base;
  }

  /** The same for rows of Zeek's conn.log that have so many tabs behind their state. */
  readZeek(start: number, end: number, rest: number, hasSides: boolean): number {
    const { readZeekRows, textAt, rowCount } = this.#exports;
    const base = textAt.value;
    const to = readZeekRows(base + start, base + end, this.rows.count, rest, hasSides);
    this.rows.count = rowCount.value;
    return to - base;
  }

  /** The same for messages of Cisco ASA. */
  readAsa(start: number, end: number, texts: KernelSyslog, kind: number): number {
    this.#useSyslog(texts);
    const { readAsaRows, textAt, rowCount } = this.#exports;
    const base = textAt.value;
    const to = readAsaRows(base + start, base + end, this.rows.count, texts.heads.length, kind);
    this.rows.count = rowCount.value;
    return to - base;
  }

  /** Fills the block with plain events of `text[start, end)`, and returns where the first other line starts. */
  readEvents(start: number, end: number, { bytes, second }: EventShape): number {
    const { readEventRows, textAt, eventColumnsAt, rowCount, tellingCount } = this.#exports;
    this.#memory.set(bytes, eventColumnsAt.value);
    const to = readEventRows(textAt.value + start, textAt.value + end, second);
    this.rows.count = rowCount.value;
    this.rows.events.tellingCount = tellingCount.value;
    return to - textAt.value;
  }

  /**
   * Writes the lines of the block's events to `line`, and the numbers of their actors and operations to `source` and
   * `manner`. Asks only for those that it does not remember from blocks of the same capture, row by row.
   */
  numberEvents(firstLine: number, numbering: EventNumbering): void {
    const { forgetEventNumbers, keepEventNumbers, numberEvents } = this.#exports;
    const { count, events } = this.rows;
    if (this.#eventCapture !== numbering.capture || this.#generation !== events.generation)
      forgetEventNumbers();
    this.#eventCapture = numbering.capture;
    this.#generation = events.generation;
    let row = numberEvents(0, count, firstLine);
    for (; row < count; row = numberEvents(row, count, firstLine))
      keepEventNumbers(row, numbering.actor(row), numbering.operation(row));
  }

  /**
   * Writes the lines of the rows, and the numbers of their addresses and manners. Asks only for those that it does
   * not remember from blocks of the same capture, row by row.
   */
  number(firstLine: number, numbering: Numbering): void {
    const { forgetNumbers, keepManner, numberManners, numberRows } = this.#exports;
    if (this.#capture !== numbering.capture) forgetNumbers();
    this.#capture = numbering.capture;
    const { count } = this.rows;
    const unnumbered = numberRows(count, firstLine);
    for (let i = 0; i < unnumbered; i++) {
      const row = this.#unnumbered[i]! >> 1;
      const end = (this.#unnumbered[i]! & 1) === 0 ? "source" : "destination";
      this[end][row] = this.#newNumber(row, end, numbering);
    }
    for (let row = numberManners(0, count); row < count; row = numberManners(row, count))
      keepManner(row, numbering.manner(row));
  }

  #newNumber(row: number, end: "source" | "destination", numbering: Numbering): number {
    const { rows } = this;
    const address = rows[end][row]!;
    const number = numbering.address(row, end, address);
    if (address !== otherAddress) this.#exports.keepAddress(address, number);
    else this.#exports.keepAddressAt(rows[`${end}Place`][row]!, number);
    return number;
  }

  /** Hands over what to compare with, unless it is there. The same object has the same texts. */
  #useDay(day: KernelDay): void {
    if (this.#texts === day) return;
    this.#texts = day;
    this.#memory.set(day.text, this.#exports.dayAt.value);
  }

  #useSyslog(texts: KernelSyslog): void {
    if (this.#texts === texts) return;
    this.#texts = texts;
    const { headsAt, verdictLengthsAt, verdictsAt } = this.#exports;
    for (const [i, head] of texts.heads.entries()) this.#setHead(headsAt.value + i * headSize, head);
    for (const [i, verdict] of texts.verdicts.entries()) {
      this.#memory[verdictLengthsAt.value + i] = verdict.length;
      this.#memory.set(verdict, verdictsAt.value + i * longestVerdict);
    }
  }

  /** 32 bytes before, the midnight, the kind, both lengths, what may follow; from 48 on what stands behind. */
  #setHead(at: number, head: KernelHead): void {
    const { before, behind, midnight, isBracketed } = head;
    this.#memory.set(before, at);
    new DataView(this.#memory.buffer).setFloat64(at + 32, midnight, true);
    this.#memory.set([kindOfHead(head), before.length, behind.length, isBracketed ? 1 : 0], at + 40);
    this.#memory.set(behind, at + 48);
  }
}

const headSize = 160;

/** `undefined` until it was tried. */
let known: { readonly kernel: Kernel | undefined } | undefined;

/**
 * The one kernel of this thread; undefined where there is no WebAssembly, or none with 128-bit numbers. Whoever
 * uses it is done with its text and rows before anybody else gets to run.
 */
export function threadKernel(): Kernel | undefined {
  known ??= { kernel: newKernel() };
  return known.kernel;
}

function newKernel(): Kernel | undefined {
  const exports = wasmExports(kernelWasm);
  return exports === undefined ? undefined : new Kernel(exports as KernelExports);
}

/** What a module exports, given in base64; undefined where there is no WebAssembly, or none with 128-bit numbers. */
export function wasmExports(base64: string): unknown {
  try {
    const code = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  } catch {
    return undefined;
  }
}
