import type { PmlEvent, PmlNames } from "../../src/formats/procmon/pml/pmlEvent.ts";
import { BytesWriter } from "./bytesWriter.ts";
import { addressBytes } from "./pmlEventBytes.ts";

/**
 * A structure of a capture, part by part: `u8 1`, `u16 1`, `u32 0x20019`, `u64 5`, `zeros 4`, `hex 0A FF`, `pointer 5`
 * (4 or 8 bytes, as the capture has them), `time 2031-07-02T09:01:07Z`, `address 192.0.2.7` (16 bytes), `narrow C:\a`
 * (a byte a character), `wide C:\a` (two bytes), and `told narrow C:\a`, `told wide C:\a`: how long such a text is.
 */
export type Parts = readonly string[];

/** An event of a page. */
export interface DescribedDetail {
  readonly class: number;
  readonly number: number;
  readonly result?: number;
  readonly threadId?: number;
  readonly detail?: Parts;
  /** Instead of `detail`, of operations on files. */
  readonly file?: DescribedFile;
  readonly extra?: Parts;
  /** What it says; of a capture of 64 bits what differs there. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly texts64?: Readonly<Record<string, string>>;
}

interface DescribedFile {
  readonly minor?: number;
  /** Of the request. */
  readonly flags?: number;
  /** Filled up with zeros to five pointers and eight bytes. */
  readonly parameters?: Parts;
  readonly path: string;
  /** What stands behind the path. */
  readonly rest?: Parts;
}

export interface DetailPage {
  /** Both where it is not said. */
  readonly bits?: 32 | 64;
  readonly hosts?: Readonly<Record<string, string>>;
  /** `443/tcp` */
  readonly ports?: Readonly<Record<string, string>>;
  readonly events: readonly DescribedDetail[];
}

type PointerSize = 4 | 8;

export function describedEvent(event: DescribedDetail, pointerSize: PointerSize): PmlEvent {
  const detail = event.file ? fileBytes(event.file, pointerSize) : partsBytes(event.detail, pointerSize);
  const extra = partsBytes(event.extra, pointerSize);
  return pmlEvent({ ...event, pointerSize, detail, extra });
}

export function pmlEvent(parts: {
  readonly class: number;
  readonly number: number;
  readonly pointerSize: PointerSize;
  readonly detail: Uint8Array;
  readonly extra: Uint8Array;
  readonly result?: number;
  readonly threadId?: number;
}): PmlEvent {
  // What lies around the structures is not theirs.
  const around = new Uint8Array(3).fill(0x41);
  const bytes = new BytesWriter()
    .raw(around)
    .raw(parts.detail)
    .raw(around)
    .raw(parts.extra)
    .raw(around).bytes;
  const detailTo = around.length + parts.detail.length;
  const extraFrom = detailTo + around.length;
  return {
    bytes,
    view: new DataView(bytes.buffer),
    pointerSize: parts.pointerSize,
    processIndex: 0,
    threadId: parts.threadId ?? 0,
    eventClass: parts.class,
    operation: parts.number,
    result: parts.result ?? 0,
    duration: 0n,
    time: 0n,
    detailFrom: around.length,
    detailTo,
    extraFrom: parts.extra.length > 0 ? extraFrom : 0,
    extraTo: parts.extra.length > 0 ? extraFrom + parts.extra.length : 0,
  };
}

export function namesOf({ hosts = {}, ports = {} }: DetailPage): PmlNames {
  const named = Object.entries(hosts).map(
    ([address, name]) => [[...addressBytes(address)].join(), name] as const,
  );
  const byBytes = new Map(named);
  return {
    host: (bytes, from, length) => byBytes.get([...bytes.subarray(from, from + length)].join()),
    port: (port, transport) => ports[`${port}/${transport}`],
    processName: () => undefined,
  };
}

function fileBytes(file: DescribedFile, pointerSize: PointerSize): Uint8Array {
  const { minor = 0, flags = 0, parameters, path, rest } = file;
  const asked = partsBytes(parameters, pointerSize);
  const bytes = new BytesWriter().u8(minor).zeros(7).u32(flags).zeros(4);
  bytes.raw(asked).zeros(5 * pointerSize + 8 - asked.length);
  const text = `narrow ${path}`;
  const path16 = `wide ${path}`;
  const told = isNarrow(path) ? text : path16;
  bytes.raw(partsBytes([`told ${told}`, "zeros 2", told, ...(rest ?? [])], pointerSize));
  return bytes.bytes;
}

function isNarrow(text: string): boolean {
  return [...text].every((character) => character < "\x80");
}

const writers: Readonly<Record<string, (bytes: BytesWriter, value: string, pointer: PointerSize) => void>> = {
  u8: (bytes, value) => bytes.u8(Number(value)),
  u16: (bytes, value) => bytes.u16(Number(value)),
  u32: (bytes, value) => bytes.u32(Number(value)),
  u64: (bytes, value) => bytes.u64(BigInt(value)),
  zeros: (bytes, value) => bytes.zeros(Number(value)),
  hex: (bytes, value) => bytes.raw(Uint8Array.from(value.split(" "), (byte) => Number.parseInt(byte, 16))),
  pointer: (bytes, value, pointer) => bytes.pointer(pointer, BigInt(value)),
  time: (bytes, value) => bytes.u64((BigInt(Date.parse(value)) + 11_644_473_600_000n) * 10_000n),
  address: (bytes, value) => {
    const address = addressBytes(value);
    bytes.raw(address).zeros(16 - address.length);
  },
  narrow: (bytes, value) => bytes.raw(new TextEncoder().encode(value)),
  wide: (bytes, value) => bytes.utf16(value),
  told: (bytes, value) => {
    const [kind, text] = firstWord(value);
    bytes.u16(kind === "narrow" ? 0x8000 | text.length : text.length);
  },
};

export function partsBytes(parts: Parts = [], pointerSize: PointerSize): Uint8Array {
  const bytes = new BytesWriter();
  for (const part of parts) {
    const [kind, value] = firstWord(part);
    const write = writers[kind];
    if (!write) throw new Error(`no such part: ${part}`);
    write(bytes, value, pointerSize);
  }
  return bytes.bytes;
}

function firstWord(text: string): readonly [word: string, rest: string] {
  const blank = text.indexOf(" ");
  return blank < 0 ? [text, ""] : [text.slice(0, blank), text.slice(blank + 1)];
}
