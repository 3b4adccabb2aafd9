import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { transportName } from "../../core/transport.ts";

/** What a log of flows writes in the columns of ports where the protocol is ICMP. */
export type IcmpPorts = "type and code" | "nothing";

/** Makes ICMP's type and code of what stands in the columns of ports, which ICMP does not have. */
export function readIcmpPorts(row: Row, ports: IcmpPorts): void {
  if (!mayBeIcmp(row)) return;
  const transport = row.text(field.transport);
  if (transport === undefined || !icmp.has(transportName(transport))) return;
  if (ports === "type and code") {
    move(row, field.sourcePort, field.icmpType);
    move(row, field.destinationPort, field.icmpCode);
  }
  row.from[field.sourcePort] = -1;
  row.from[field.destinationPort] = -1;
}

/** `ICMP`, `ipv6-icmp`, `1`, `58`: nearly all rows are of something else, which the first letter tells. */
function mayBeIcmp({ bytes, from }: Row): boolean {
  const at = from[field.transport]!;
  if (at < 0) return false;
  const first = bytes[at]! | 0x20;
  return first === lowerI || first === one || first === five;
}

const lowerI = 0x69;
// With the bit that makes letters small, which digits have.
const one = 0x31;
const five = 0x35;

const icmp: ReadonlySet<string> = new Set(["icmp", "icmpv6"]);

function move(row: Row, from: FieldIndex, to: FieldIndex): void {
  if (row.has(from)) row.set(to, row.from[from]!, row.to[from]!);
}
