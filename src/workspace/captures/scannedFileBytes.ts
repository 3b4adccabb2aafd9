import type { CaptureIdentity } from "../../core/capture.ts";
import type { FieldName } from "../../core/field.ts";
import { Names } from "../../core/names.ts";
import type { Span } from "../../core/span.ts";
import type { FileEntry } from "../reading/files.ts";
import { type PackedActivity, packActivity, unpackActivity } from "./activityBytes.ts";
import { CaptureWords } from "./captureWords.ts";
import { type ColumnName, Columns, columnNames, setColumn } from "./columns.ts";
import { FlowTable } from "./flowTable.ts";
import { type Manner, Manners } from "./manners.ts";
import { type Numbers, type PackedPlace, PackingBytes, unpackedNumbers } from "./packedBytes.ts";
import type { ScannedCapture, ScannedFile } from "./scannedFile.ts";

/**
 * A scan as bytes, to be kept and to be had again in a fraction of the time that reading takes:
 *
 *     magic  version  length of facts  0   facts (JSON, UTF-8)   columns, names …
 *     u32    u32      u32              u32 padded to eight bytes  as they lie in memory
 */
const magic = 0x53434e49;
/** Of this layout. What readers make of the same bytes is another matter: that is in the key of who keeps it. */
const version = 3;
const headSize = 16;

type KnownCapture = Omit<
  ScannedCapture,
  keyof Pick<CaptureIdentity, "id" | "uri"> | "columns" | "flows" | "gaps" | "activity"
>;

interface PackedCapture {
  readonly facts: KnownCapture;
  readonly count: number;
  readonly columns: { readonly [Name in ColumnName]: PackedPlace };
  readonly names: PackedPlaces;
  readonly manners: readonly Manner[];
  readonly mannerKeys: PackedPlace;
  readonly mannerWords: PackedPlaces;
  readonly gapLines: PackedPlace;
  /** -1 where it is not said. */
  readonly gapLost: PackedPlace;
  readonly gapTimes: PackedPlace;
  readonly activity?: PackedActivity;
}

/** Names: their bytes, and where each starts. */
type PackedPlaces = readonly [PackedPlace, PackedPlace];

interface PackedFile extends Omit<ScannedFile, "captures" | "entry"> {
  readonly entry: Omit<FileEntry, "uri">;
  readonly captures: readonly PackedCapture[];
}

/** Pieces that belong one behind the other. They are valid until the file is scanned on. */
export function packScannedFile(file: ScannedFile): readonly Uint8Array[] {
  const bytes = new PackingBytes();
  const { uri, ...entry } = file.entry;
  const facts: PackedFile = { ...file, entry, captures: file.captures.map((one) => packCapture(one, bytes)) };
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const head = new Uint8Array(headSize + text.length + (-text.length & 7)).fill(0x20);
  new Uint32Array(head.buffer, 0, 4).set([magic, version, text.length, 0]);
  head.set(text, headSize);
  return [head, ...bytes.pieces];
}

function packCapture(capture: ScannedCapture, bytes: PackingBytes): PackedCapture {
  const { id, uri, columns, flows, gaps, activity, ...facts } = capture;
  const { count, words } = columns;
  const { list, keys, words: mannerWords } = words.manners.packed;
  const places = columnNames.map((name) => [name, bytes.put(columns[name].subarray(0, count))]);
  const names = ({ bytes: text, starts }: Names["packed"]): PackedPlaces => [
    bytes.put(text),
    bytes.put(starts),
  ];
  return {
    facts,
    count,
    columns: Object.fromEntries(places),
    names: names(words.names.packed),
    manners: list,
    mannerKeys: bytes.put(keys),
    mannerWords: names(mannerWords),
    gapLines: bytes.put(Uint32Array.from(gaps, ({ line }) => line)),
    gapLost: bytes.put(Float64Array.from(gaps, ({ lost }) => lost ?? -1)),
    gapTimes: bytes.put(Float64Array.from(gaps, ({ micros }) => micros)),
    ...(activity ? { activity: packActivity(activity, bytes) } : {}),
  };
}

/** The scan, of the file with this uri; undefined where the bytes are none. */
export function unpackScannedFile(bytes: Uint8Array<ArrayBuffer>, uri: string): ScannedFile | undefined {
  if (bytes.length < headSize || bytes.byteOffset % 8 !== 0) return undefined;
  const [mark, layout, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (mark !== magic || layout !== version || bytes.length < headSize + length!) return undefined;
  try {
    const text = new TextDecoder("utf-8").decode(bytes.subarray(headSize, headSize + length!));
    const facts = JSON.parse(text) as PackedFile;
    const start = headSize + length! + (-length! & 7);
    const unpacking = new Unpacking(bytes.subarray(start));
    const captures = facts.captures.map((capture) => unpacking.capture(capture, uri));
    return { ...facts, entry: { ...facts.entry, uri }, captures };
  } catch {
    // Bytes of whoever wrote them: then there is no scan.
    return undefined;
  }
}

const noSpans: ReadonlyMap<FieldName, Span> = new Map();

class Unpacking {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  capture(packed: PackedCapture, uri: string): ScannedCapture {
    const { facts, count, gapLines, gapLost, gapTimes } = packed;
    const manners = Manners.of({
      list: packed.manners.map(({ transport, action, state, direction, eventType, part }) => ({
        ...{ transport, action, state, direction, eventType, part },
      })),
      keys: this.#numbers(packed.mannerKeys, Int32Array),
      words: this.#names(packed.mannerWords),
    });
    const columns = new Columns(count, new CaptureWords(Names.of(this.#names(packed.names)), manners));
    columns.count = count;
    for (const name of columnNames)
      setColumn(columns, name, this.#numbers(packed.columns[name], constructorOf(columns[name])) as never);
    const [lines, lost, times] = [gapLines, gapLost, gapTimes].map((place) => this.#any(place));
    const gaps = Array.from(lines!, (line, i) => ({
      ...{ line, micros: times![i]! },
      ...(lost![i] === -1 ? {} : { lost: lost![i]! }),
    }));
    const id = `${uri}#L${facts.firstLine + 1}`;
    const activity =
      packed.activity && unpackActivity(packed.activity, (...asked) => this.#numbers(...asked));
    return {
      ...{ ...facts, id, uri, columns, flows: new FlowTable(columns), gaps },
      // JSON has no maps; a scan asks for no spans.
      processes: facts.processes.map((entry) => ({ ...entry, spans: noSpans })),
      files: facts.files.map((file) => ({ ...file, spans: noSpans })),
      ...(activity ? { activity } : {}),
    };
  }

  #names([bytes, starts]: PackedPlaces) {
    return { bytes: this.#numbers(bytes, Uint8Array), starts: this.#numbers(starts, Uint32Array) };
  }

  #numbers<Kind extends Numbers>(place: PackedPlace, kind: new (length: number) => Kind): Kind {
    const numbers = this.#any(place);
    if (numbers instanceof kind) return numbers;
    throw new TypeError("Another kind of numbers");
  }

  #any(place: PackedPlace): Numbers {
    const numbers = unpackedNumbers(this.#bytes, place);
    if (!numbers) throw new RangeError("No such numbers");
    return numbers;
  }
}

function constructorOf<Kind extends Numbers>(numbers: Kind): new (length: number) => Kind {
  return numbers.constructor as new (
    length: number,
  ) => Kind;
}
