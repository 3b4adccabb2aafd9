import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { PmlLines } from "../../formats/procmon/pml/pmlLine.ts";
import { EvidenceReader } from "../reading/evidenceReader.ts";
import type { FileReadingEnd, FileReadingOptions, FileVisitor } from "../reading/fileReading.ts";
import type { FileEntry, Files } from "../reading/files.ts";
import type { Fault } from "../reading/readingFault.ts";
import { damageOf, type PmlCapture, readPmlCapture } from "./pmlCapture.ts";
import { PmlEventReader } from "./pmlEventReader.ts";
import { openRandom, type RandomBytes } from "./randomBytes.ts";

/** The events of a native capture as lines of text: event i is line i. */
export class NativeLines {
  readonly capture: PmlCapture;
  readonly #bytes: RandomBytes;
  readonly #reader: PmlEventReader;
  readonly #lines: PmlLines;

  constructor(bytes: RandomBytes, capture: PmlCapture) {
    this.capture = capture;
    this.#bytes = bytes;
    this.#reader = new PmlEventReader(bytes, capture);
    this.#lines = new PmlLines(capture);
  }

  /** `known`: of the same file, if its tables have been read before. */
  static async open(files: Files, entry: FileEntry, known?: PmlCapture): Promise<NativeLines | Fault> {
    const bytes = await openRandom(files, entry);
    if ("code" in bytes) return bytes;
    const capture = known ?? (await readPmlCapture(bytes));
    if (!("code" in capture)) return new NativeLines(bytes, capture);
    await bytes.close();
    return capture;
  }

  /** Undefined of an event that is damaged. At once where its bytes are at hand. */
  textOf(event: number): string | undefined | Promise<string | undefined> {
    const head = this.#reader.held(event);
    if (head) return this.#lines.textOf(head);
    return this.#reader.read(event).then((read) => read && this.#lines.textOf(read));
  }

  close(): Promise<void> {
    return this.#bytes.close();
  }
}

const linesTogether = 256;

/** Reads the lines of a native capture as those of any file are read. */
export async function readNativeLines(
  entry: FileEntry,
  files: Files,
  { formats, known, cancellation }: FileReadingOptions,
  visitor: Pick<FileVisitor, "line">,
): Promise<FileReadingEnd> {
  const encoding = { name: "utf-8", mark: 0, how: "proved" } as const;
  const lines = await NativeLines.open(files, entry);
  if ("code" in lines) return { kind: "read", encoding, lines: 0, fault: lines };
  const reader = new EvidenceReader({ kind: "file", formats, blanks: "as-is", ...(known ? { known } : {}) });
  const { count } = lines.capture.offsets;
  const [bytes, row] = [new LineBytes(), new Row()];
  let damaged = 0;
  try {
    for (let event = 0; event < count; event++) {
      if (event % linesTogether === 0 && cancellation?.isCancellationRequested) return { kind: "cancelled" };
      const told = lines.textOf(event);
      const text = typeof told === "string" ? told : await told;
      if (text === undefined) {
        damaged++;
        continue;
      }
      bytes.set(text);
      const span = { bytes: bytes.bytes, start: 0, end: bytes.length };
      const role = reader.read(span.bytes, 0, span.end, row);
      visitor.line({ line: event, role, row, reader, ...span, cut: "whole" });
    }
  } finally {
    await lines.close();
  }
  const fault = damageOf(lines.capture, damaged);
  return { kind: "read", encoding, lines: count - damaged, ...(fault ? { fault } : {}) };
}
