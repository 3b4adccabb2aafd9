import { ascii } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { type KernelHead, longestBefore, longestBehind } from "../../core/kernel.ts";
import type { Row } from "../../core/row.ts";
import { headAround } from "../syslog/syslogHeads.ts";
import type { SyslogNames } from "../syslog/syslogNames.ts";

/** Where the parts of a line begin that stand before its packet. */
export interface PacketPlace {
  readonly start: number;
  readonly message: number;
  /** Behind the message's uptime. */
  readonly said: number;
  readonly packet: number;
}

const longest = { before: longestBefore, behind: longestBehind };

/** The head of a row that was read the ordinary way; undefined where it may mean something else in other lines. */
export function headOf(row: Row, place: PacketPlace, names: SyslogNames): KernelHead | undefined {
  if (row.flaws.length !== 0) return undefined;
  const { bytes } = row;
  const { start, message } = place;
  const isBracketed = !names.hasTag && bytes[message] === ascii.leftBracket;
  if (!isBracketed && !isTagBefore(bytes, message, names)) return undefined;
  const ends = { hasHost: names.hasHost, isBracketed };
  if (!row.has(field.time)) return headWithoutTime(place, ends);
  return headAround(row, start, message, ends, longest);
}

/** dmesg's lines begin with the uptime. */
function headWithoutTime(
  { start, message, said }: PacketPlace,
  ends: Pick<KernelHead, "hasHost" | "isBracketed">,
): KernelHead | undefined {
  if (message !== start || said === message || ends.hasHost) return undefined;
  const nothing = new Uint8Array(0);
  return { before: nothing, midnight: Number.NaN, behind: nothing, times: "none", ...ends };
}

/** A colon and a blank end a tag: what they are does not depend on what stands behind. */
function isTagBefore(bytes: Uint8Array, message: number, names: SyslogNames): boolean {
  return (
    names.hasTag &&
    names.isProgram &&
    bytes[message - 1] === ascii.blank &&
    bytes[message - 2] === ascii.colon
  );
}
