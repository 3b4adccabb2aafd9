import { kernelWasm } from "../kernel/kernel.wasm.js";
import { PlainRows } from "./plainRows.ts";

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
  readonly #exports: KernelExports;
  readonly #memory: Uint8Array;
  #texts: KernelTexts | undefined;

  constructor(exports: KernelExports) {
    const { buffer } = exports.memory;
    this.#exports = exports;
    this.#memory = new Uint8Array(buffer);
    this.text = new Uint8Array(buffer, exports.textAt.value, exports.textSize.value);
    this.rows = new PlainRows(buffer, exports.timeAt.value, this);
  }

  /** Whether bytes are those that lie in `text`, at the same places. */
  holds(bytes: Uint8Array): boolean {
    return bytes.buffer === this.text.buffer && bytes.byteOffset === this.text.byteOffset;
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
