import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { transportName } from "../../core/transport.ts";

/** What a log of flows writes in the columns of ports where the protocol is ICMP. */
export type IcmpPorts = "type and code" | "nothing";

/** Makes ICMP's type and code of what stands in the columns of ports, which ICMP does not have. */
export function readIcmpPorts(row: Row, ports: IcmpPorts): void {
  const transport = row.text(field.transport);
  if (transport === undefined || !icmp.has(transportName(transport))) return;
  if (ports === "type and code") {
    move(row, field.sourcePort, field.icmpType);
    move(row, field.destinationPort, field.icmpCode);
  }
  row.from[field.sourcePort] = -1;
  row.from[field.destinationPort] = -1;
}

const icmp: ReadonlySet<string> = new Set(["icmp", "icmpv6"]);

function move(row: Row, from: FieldIndex, to: FieldIndex): void {
  if (row.has(from)) row.set(to, row.from[from]!, row.to[from]!);
}
