import { addressScope, isOutside } from "../core/address.ts";
import { absent } from "../workspace/captures/columns.ts";
import { farEndsOf } from "../workspace/captures/farEnds.ts";
import type { RowPlace } from "../workspace/case/caseLines.ts";

/** Both ends of a row, seen from the organization. Absent keys are not recorded. */
export interface RowEnds {
  readonly near?: string;
  readonly far?: string;
  /** Of the far end for outbound, of our end for inbound connections. */
  readonly port?: number;
}

export function endsOfRow({ capture, row }: RowPlace): RowEnds {
  const { columns, flows } = capture;
  const ends = farEndsOf(capture);
  const flow = flows.ofRow[row]!;
  const far = columns.text(ends.address[flow]!);
  const near = columns.text(ends.near[flow]!);
  if (far === undefined || near === undefined) return {};
  const port = ends.port[flow]!;
  return { near, far, ...(port === absent ? {} : { port }) };
}

/** The far end where it is an address outside: the only one that a service could know. */
export function outsideEnd(row: RowPlace): string | undefined {
  const { far } = endsOfRow(row);
  return far !== undefined && isOutside(addressScope(far)) ? far : undefined;
}

/** `203.0.113.77:12000/udp`, `[2001:db8::1]:443/tcp` */
export function endpointText(
  address: string,
  port: number | undefined,
  transport: string | undefined,
): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return (
    (port === undefined ? address : `${host}:${port}`) + (transport === undefined ? "" : `/${transport}`)
  );
}
