import { usefulTime } from "./memberTime.ts";

export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** Microseconds since 1970; NaN where it has none. */
  readonly changed: number;
  readonly kind: "file" | "sparse" | "records" | "long name" | "other";
}

/** Type flags: POSIX.1-2024, pax; `L` and `S` are GNU's, `7` is a file by any other name. */
const kinds: ReadonlyMap<number, TarHeader["kind"]> = new Map([
  [0, "file"],
  [0x30, "file"],
  [0x37, "file"],
  [0x53, "sparse"],
  [0x78, "records"],
  [0x4c, "long name"],
]);

const checksumAt = 148;

/** Whether the block's checksum is right, as POSIX sums it or as some old tars did, with signs. */
export function isTarHeader(block: Uint8Array): boolean {
  let [plain, signed] = [0, 0];
  for (const [i, byte] of block.entries()) {
    const counted = checksumAt <= i && i < checksumAt + 8 ? 0x20 : byte;
    plain += counted;
    signed += (counted << 24) >> 24;
  }
  const sum = octal(block, checksumAt, 8);
  return sum === plain || sum === signed;
}

export function tarHeader(block: Uint8Array): TarHeader {
  const name = text(block, 0, 100);
  // GNU's magic is `ustar` and a blank; it has times where the prefix would be.
  const prefix = block[262] === 0 ? text(block, 345, 155) : "";
  const flag = block[156]!;
  // Links, devices and folders have no body, whatever their size says.
  const isBodiless = 0x31 <= flag && flag <= 0x36;
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: isBodiless ? 0 : numberAt(block, 124, 12),
    changed: usefulTime(numberAt(block, 136, 12)),
    kind: kinds.get(flag) ?? "other",
  };
}

/**
 * What stands before a header: a name of GNU's, or pax records, each with its own length:
 *
 *     30 mtime=1931159647.123456789␊
 */
export function tarRecords({ kind }: TarHeader, body: Uint8Array): Partial<TarHeader> {
  if (kind === "long name") return { name: text(body, 0, body.length) };
  let records: Partial<TarHeader> = {};
  for (let at = 0; at < body.length; ) {
    const blank = body.indexOf(0x20, at);
    const length = Number(blank < 0 ? "" : text(body, at, blank - at));
    if (!(0 < length) || body.length < at + length) break;
    const record = text(body, blank + 1, at + length - 1 - (blank + 1));
    records = { ...records, ...recordOf(record.slice(0, record.indexOf("=")), record) };
    at += length;
  }
  return records;
}

function recordOf(key: string, record: string): Partial<TarHeader> {
  const value = record.slice(key.length + 1);
  if (key === "path") return { name: value };
  if (key === "mtime") return { changed: usefulTime(Number(value)) };
  if (key.startsWith("GNU.sparse.")) return { kind: "sparse" };
  const size = Number(value);
  return key === "size" && Number.isSafeInteger(size) && 0 <= size ? { size } : {};
}

/** Octal, or with its first bit set a big-endian number (GNU, and star). */
function numberAt(block: Uint8Array, at: number, length: number): number {
  if ((block[at]! & 0x80) === 0) return octal(block, at, length);
  let value = block[at]! & 0x7f;
  for (let i = 1; i < length; i++) value = value * 256 + block[at + i]!;
  return Number.isSafeInteger(value) ? value : 0;
}

function octal(block: Uint8Array, at: number, length: number): number {
  const value = Number.parseInt(text(block, at, length).trim(), 8);
  return Number.isSafeInteger(value) && 0 <= value ? value : 0;
}

const utf8 = new TextDecoder();

function text(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return utf8.decode(end < 0 ? field : field.subarray(0, end));
}
