import type { Direction } from "../../core/direction.ts";
import { isMonitored } from "./conversations.ts";
import type { ScannedCapture } from "./scannedFile.ts";

const none = 0;
const source = 1;
const destination = 2;

const nearEnd: { readonly [D in Direction]: number } = {
  outbound: source,
  inbound: destination,
  internal: none,
  external: none,
  unknown: none,
};

/**
 * Which end of a row is an address of the capture's own host, for each manner: 0 neither, 1 the source, 2 the
 * destination. Socket tables and monitors print their own end first; of logs only a host firewall's are of one host.
 */
export function localEndsOf(capture: ScannedCapture): Uint8Array {
  const { columns, family, format } = capture;
  const isOwnFirst = family === "netstat" || isMonitored(capture);
  const endOf = (direction: Direction) =>
    isOwnFirst ? source : format === "windows.firewall" ? nearEnd[direction] : none;
  return Uint8Array.from(columns.manners, ({ direction }) => endOf(direction));
}
