import { kernelWasm } from "../kernel/kernel.wasm.js";
import { otherAddress, PlainRows } from "./plainRows.ts";

/** What the kernel compares lines with: what a reader saw in a line that it read the ordinary way. */
export interface KernelTexts {
  /** The date as it stands at the start of a line, with the blank behind it. */
  readonly day: Uint8Array;
  /** Microseconds since 1970. */
  readonly midnight: number;
  /** What stands between time and message; empty where nothing does. */
  readonly names: Uint8Array;
  /** What may stand before a packet. */
  readonly verdicts: readonly Uint8Array[];
}

/** The longest of these texts that there is room for, and the most verdicts. */
export const longestKernelText = 64;
export const mostKernelVerdicts = 32;

/** Gives the numbers of a capture. */
export interface Numbering {
  /** Whose numbers they are. */
  readonly capture: symbol;
  /** Of an address, which is `otherAddress` where only the row tells it. */
  readonly address: (row: number, end: "source" | "destination", address: number) => number;
  readonly manner: (row: number) => number;
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
  readonly namesAt: Place;
  readonly verdictLengthsAt: Place;
  readonly verdictsAt: Place;
  readonly lineAt: Place;
  readonly sourceNumberAt: Place;
  readonly destinationNumberAt: Place;
  readonly mannerAt: Place;
  readonly unnumberedAt: Place;
  forgetNumbers(): void;
  numberRows(count: number, firstLine: number): number;
  keepAddress(address: number, number: number): void;
  numberManners(row: number, count: number): number;
  keepManner(row: number, number: number): void;
  isAscii(start: number, end: number): boolean | number;
  readPfirewallRows(
    start: number,
    end: number,
    row: number,
    midnight: number,
    withPath: boolean,
    withPid: boolean,
  ): number;
  readNetfilterRows(
    start: number,
    end: number,
    row: number,
    midnight: number,
    namesLength: number,
    verdicts: number,
  ): number;
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
  readonly #exports: KernelExports;
  readonly #memory: Uint8Array;
  #texts: KernelTexts | undefined;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    this.#exports = exports;
    this.#memory = new Uint8Array(buffer);
    this.text = new Uint8Array(buffer, exports.textAt.value, exports.textSize.value);
    this.rows = new PlainRows(buffer, exports.timeAt.value, this);
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

  /** Adds plain rows of `text[start, end)` to the block, and returns where the first other line starts. */
  readPfirewall(start: number, end: number, texts: KernelTexts, last: "path" | "pid" | "either"): number {
    this.#use(texts);
    const { readPfirewallRows, textAt, rowCount } = this.#exports;
    const base = textAt.value;
    const [withPath, withPid] = [last !== "pid", last !== "path"];
    const to = readPfirewallRows(
      base + start,
      base + end,
      this.rows.count,
      texts.midnight,
      withPath,
      withPid,
    );
    this.rows.count = rowCount.value;
    return to - base;
  }

  /** The same for lines of syslog. */
  readNetfilter(start: number, end: number, texts: KernelTexts): number {
    this.#use(texts);
    const { midnight, names, verdicts } = texts;
    const { readNetfilterRows, textAt, rowCount } = this.#exports;
    const base = textAt.value;
    const { count } = this.rows;
    const to = readNetfilterRows(base + start, base + end, count, midnight, names.length, verdicts.length);
    this.rows.count = rowCount.value;
    return to - base;
  }

  /**
   * Writes the lines of the rows, and the numbers of their addresses and manners. Asks only for those that it does
   * not remember from blocks of the same capture, row by row.
   */
  number(firstLine: number, numbering: Numbering): void {
    const { forgetNumbers, keepAddress, keepManner, numberManners, numberRows } = this.#exports;
    if (this.#capture !== numbering.capture) forgetNumbers();
    this.#capture = numbering.capture;
    const { count, source, destination } = this.rows;
    const unnumbered = numberRows(count, firstLine);
    for (let i = 0; i < unnumbered; i++) {
      const row = this.#unnumbered[i]! >> 1;
      const end = (this.#unnumbered[i]! & 1) === 0 ? "source" : "destination";
      const address = (end === "source" ? source : destination)[row]!;
      const number = numbering.address(row, end, address);
      this[end][row] = number;
      if (address !== otherAddress) keepAddress(address, number);
    }
    for (let row = numberManners(0, count); row < count; row = numberManners(row, count))
      keepManner(row, numbering.manner(row));
  }

  /** Hands over what to compare with, unless it is there. The same object has the same texts. */
  #use(texts: KernelTexts): void {
    if (this.#texts === texts) return;
    this.#texts = texts;
    const { dayAt, namesAt, verdictLengthsAt, verdictsAt } = this.#exports;
    this.#memory.set(texts.day, dayAt.value);
    this.#memory.set(texts.names, namesAt.value);
    for (const [i, verdict] of texts.verdicts.entries()) {
      this.#memory[verdictLengthsAt.value + i] = verdict.length;
      this.#memory.set(verdict, verdictsAt.value + i * longestKernelText);
    }
  }
}

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
  try {
    const code = Uint8Array.from(atob(kernelWasm), (character) => character.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code));
    return new Kernel(exports as KernelExports);
  } catch {
    return undefined;
  }
}
