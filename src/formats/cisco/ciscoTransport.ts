import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { WordTable } from "../cells/wordTable.ts";

export type PortsOfRow = "ports" | "no ports";

/** The usual protocols, which need no string. */
const usual = new WordTable<PortsOfRow>();
for (const name of ["tcp", "udp"]) usual.add(name, "ports");
for (const name of ["icmp", "ip", "igmp"]) usual.add(name, "no ports");

/** Whether the numbers behind addresses are ports. Where the protocol is not said they are. */
export function portsOf(row: Row): PortsOfRow {
  if (!row.has(field.transport)) return "ports";
  const known = usual.find(row.bytes, row.from[field.transport]!, row.to[field.transport]!);
  return known ?? (hasPorts(transportName(row.text(field.transport)!)) ? "ports" : "no ports");
}
