import { joinedBytes, wordAt, wordBytes } from "./byteParts.ts";
import { textOf, wideText } from "./wideText.ts";

/** One option of a configuration, with the bytes that it is in the file. */
export interface PmcRecord {
  readonly name: string;
  readonly value: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The records of a configuration, and the bytes behind them that are none. */
export interface PmcRecords {
  readonly records: readonly PmcRecord[];
  readonly rest: Uint8Array;
}

const headSize = 16;

/**
 * Records stand one behind the other, numbers of 32 bits little endian:
 *
 *     size of it all | 16 | 16 + size of the name | size of the value | name in UTF-16 | value
 *
 * https://github.com/eronnen/procmon-parser/blob/master/docs/PMC%20Format.md
 */
export function readRecords(bytes: Uint8Array): PmcRecords {
  const records: PmcRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const record = readRecord(bytes.subarray(at));
    if (!record) break;
    records.push(record);
    at += record.bytes.length;
  }
  return { records, rest: bytes.subarray(at) };
}

function readRecord(bytes: Uint8Array): PmcRecord | undefined {
  const size = wordAt(bytes, 0);
  const nameEnd = wordAt(bytes, 8);
  const isWhole = wordAt(bytes, 4) === headSize && size <= bytes.length;
  if (!isWhole || nameEnd < headSize || nameEnd + wordAt(bytes, 12) !== size) return undefined;
  const name = textOf(bytes.subarray(headSize, nameEnd));
  return { name, value: bytes.subarray(nameEnd, size), bytes: bytes.subarray(0, size) };
}

export function recordOf(name: string, value: Uint8Array): PmcRecord {
  const nameBytes = wideText(name);
  const nameEnd = headSize + nameBytes.length;
  const head = wordBytes(nameEnd + value.length, headSize, nameEnd, value.length);
  return { name, value, bytes: joinedBytes([head, nameBytes, value]) };
}

/** The records with one option set: in its place where there is one, at the end otherwise. */
export function withRecord(records: readonly PmcRecord[], record: PmcRecord): readonly PmcRecord[] {
  const at = records.findIndex(({ name }) => name === record.name);
  return at < 0 ? [...records, record] : records.with(at, record);
}
