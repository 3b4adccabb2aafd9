import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";

const ports = [
  field.sourcePort,
  field.destinationPort,
  field.sourceNatPort,
  field.destinationNatPort,
] as const;

/** What stands in the place of ports for ICMP and the like is a sequence, zeros, or nothing. */
export function forgetPorts(row: Row): void {
  for (const port of ports) row.from[port] = -1;
}

/** The same, where the row's transport has no ports. */
export function forgetPortsOfOthers(row: Row): void {
  const transport = row.text(field.transport);
  if (transport !== undefined && !hasPorts(transportName(transport))) forgetPorts(row);
}
