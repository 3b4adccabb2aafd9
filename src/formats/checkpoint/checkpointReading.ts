import { hasWordAt, isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { OwnReading, OwnReadingOf } from "../keyValues/keyValueReader.ts";
import type { Pairs } from "../keyValues/pairs.ts";
import { DroppedPackets } from "./droppedPackets.ts";

type Head = NonNullable<OwnReading["head"]>;

/** Makes what one way of writing Check Point's logs has of its own, beside what all have. */
export function checkpointReading(head: Head): OwnReadingOf {
  return (numberOf) => {
    const packets = numberOf("packets");
    const names = ["ifname", "i/f_name", "interfacename"].map(numberOf);
    const directions = ["ifdir", "i/f_dir", "ifdirection"].map(numberOf);
    const dropped = new DroppedPackets();
    return {
      head: (row, from, end, start) =>
        hasEventHeader(row.bytes, start, end) ? -1 : head(row, from, end, start),
      finish: (row, pairs) => {
        const isList = pairs.has(packets) && !row.has(field.sourceAddress);
        dropped.start(row.bytes, isList ? pairs.from[packets]! : 0, isList ? pairs.to[packets]! : 0);
        dropped.next(row);
        putInterface(row, pairs, names, directions);
        return undefined;
      },
      more: (row) => dropped.next(row),
    };
  };
}

/** `inbound` is of the interface that logged it: a packet enters the gateway there, whoever sends it. */
function putInterface(row: Row, pairs: Pairs, names: readonly number[], directions: readonly number[]): void {
  const name = names.find((key) => pairs.has(key));
  if (name === undefined || isDaemon(row.bytes, pairs.from[name]!, pairs.to[name]!)) return;
  const direction = directions.find((key) => pairs.has(key));
  const isOut =
    direction !== undefined && isOutbound(row.bytes, pairs.from[direction]!, pairs.to[direction]!);
  pairs.put(row, name, isOut ? field.egress : field.ingress);
}

function isOutbound(bytes: Uint8Array, from: number, to: number): boolean {
  return isWord(bytes, from, to, "outbound") || isWord(bytes, from, to, "<");
}

function isDaemon(bytes: Uint8Array, from: number, to: number): boolean {
  return isWord(bytes, from, to, "daemon") || isWord(bytes, from, to, "N/A");
}

/** How far into a line a header of CEF or LEEF may begin. */
const longestLead = 300;

/** The same fields in an envelope that has a format of its own. */
function hasEventHeader(bytes: Uint8Array, start: number, end: number): boolean {
  const last = Math.min(end, start + longestLead);
  for (let at = start; at < last; at++) {
    if (bytes[at] !== upperC && bytes[at] !== upperL) continue;
    if (hasWordAt(bytes, at, end, "CEF:") || hasWordAt(bytes, at, end, "LEEF:")) return true;
  }
  return false;
}

const upperC = 0x43;
const upperL = 0x4c;
