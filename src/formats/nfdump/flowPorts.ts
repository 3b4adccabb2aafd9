import { ascii, indexOfByte } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";

/**
 * NetFlow has ports for every protocol: 0 where there are none, and of ICMP the type and code in the destination's.
 *
 *     192.0.2.1:0 -> 198.51.100.7:8.0        or 2048, which is 8 × 256 + 0
 */
export function readFlowPorts(row: Row): LineKind {
  const printed = row.text(field.transport);
  const transport = printed === undefined ? undefined : transportName(printed);
  if (transport === undefined || hasPorts(transport)) return "row";
  forgetFlaws(row);
  if (transport.startsWith("icmp") && row.has(field.destinationPort) && !row.has(field.icmpType))
    putIcmp(row);
  row.from[field.sourcePort] = -1;
  row.from[field.destinationPort] = -1;
  return "row";
}

/** `8.0` is no port, and need not be. */
function forgetFlaws(row: Row): void {
  const ports = [row.from[field.sourcePort], row.from[field.destinationPort]];
  for (let i = row.flaws.length - 1; 0 <= i; i--)
    if (row.flaws[i]!.code === "EV014" && ports.includes(row.flaws[i]!.from)) row.flaws.splice(i, 1);
}

function putIcmp(row: Row): void {
  const [from, to] = [row.from[field.destinationPort]!, row.to[field.destinationPort]!];
  const dot = indexOfByte(row.bytes, ascii.dot, from, to);
  const both = row.number(field.destinationPort);
  if (from < dot) {
    row.set(field.icmpType, from, dot);
    row.set(field.icmpCode, dot + 1, to);
  } else if (256 <= both && both < 65_536) {
    const place = row.placeOfField(field.destinationPort);
    rewritten.take(row, 0, endOfFields(row));
    rewritten.setText(row, field.icmpType, String(both >> 8), place);
    rewritten.setText(row, field.icmpCode, String(both & 255), place);
  }
}

function endOfFields(row: Row): number {
  return row.to.reduce((most, to) => Math.max(most, to), 0);
}

const rewritten = new RewrittenBytes();
