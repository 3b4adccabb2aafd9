import { ascii } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { readEpochTime } from "../cells/writtenTime.ts";
import { DelimitedCells } from "../delimited/delimitedCells.ts";
import { type FieldUse, putValue } from "../words/fieldUse.ts";

/** Columns of network security groups' tuples; version 1 ends with the decision. */
const groupColumns: readonly FieldUse[] = [
  "time",
  "sourceAddress",
  "destinationAddress",
  "sourcePort",
  "destinationPort",
  "transport",
  "direction",
  "action",
  "state",
  "sourcePackets",
  "sourceBytes",
  "destinationPackets",
  "destinationBytes",
];

/** Those of virtual networks' tuples, with what they say of encryption. */
const networkColumns: readonly (FieldUse | undefined)[] = [
  ...groupColumns.slice(0, 7),
  "state",
  undefined,
  ...groupColumns.slice(9),
];

const networkCells = 13;
const cells = new DelimitedCells();

/**
 * Reads a flow's tuple, and says whether it is one.
 *
 *     1941008467,10.20.0.42,203.0.113.77,49731,443,T,O,A,B,,,,
 *     1941008467250,10.20.0.42,203.0.113.77,49731,443,6,O,B,NX,0,0,0,0
 */
export function readFlowTuple(row: Row, from: number, to: number): boolean {
  const { bytes } = row;
  if (longestTuple < to - from || !cells.split(bytes, from, to, ",") || cells.count < 8) return false;
  if (networkCells < cells.count || !isEnd(bytes, 1) || !isEnd(bytes, 2)) return false;
  if (readEpochTime(row, cells.from[0]!, cells.to[0]!) !== cells.to[0]) return false;
  const letter = bytes[cells.from[5]!];
  const isGroup = letter === upperT || letter === upperU;
  const columns = isGroup ? groupColumns : networkColumns;
  row.subject = "connection";
  for (let i = 1; i < cells.count; i++) {
    const use = columns[i];
    if (use === undefined || (use === "transport" && isGroup)) continue;
    putValue(row, use, cells.from[i]!, cells.to[i]!);
  }
  if (isGroup) row.transport = letter === upperT ? "tcp" : "udp";
  const direction = bytes[cells.from[6]!];
  row.direction = direction === upperI ? "inbound" : direction === upperO ? "outbound" : "unknown";
  // Of a network's flows the state tells also those that were denied.
  const verdict = bytes[cells.from[7]!];
  row.part = partOfState(row);
  row.eventType = verdict === upperD ? "denied" : "allowed";
  return row.direction !== "unknown" || isGroup;
}

/** `B` and `E`: a flow begins, and ends; `C` goes on. */
function partOfState(row: Row): Row["part"] {
  const at = row.from[field.state]!;
  if (at < 0 || row.to[field.state] !== at + 1) return undefined;
  return row.bytes[at] === upperB ? "start" : row.bytes[at] === upperE ? "end" : undefined;
}

function isEnd(bytes: Uint8Array, cell: number): boolean {
  return isPlainAddress(bytes, cells.from[cell]!, cells.to[cell]!);
}

const longestTuple = 512;
const upperB = 0x42;
const upperD = 0x44;
const upperE = 0x45;
const upperI = 0x49;
const upperO = 0x4f;
const upperT = ascii.upperT;
const upperU = 0x55;
