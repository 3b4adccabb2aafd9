import { textOf } from "../../core/lineBytes.ts";
import { portOfService } from "../../core/portNames.ts";
import type { CutEnd, EndpointCell } from "../cells/endpointCell.ts";

/** How a table of BSD has room for its endpoints. */
export interface BsdRoom {
  /** Whether a row shows that nothing is cut, as with `-W`. */
  readonly isWide: boolean;
  /** Whether the endpoint's column is that of `-A`, with control blocks in front of it. */
  readonly isNarrow: boolean;
  /** Whether names stand where `-n` prints numbers. */
  readonly isResolved: boolean;
}

/** Characters of an endpoint, and of its address alone, where there is no `-W`. */
const endpointRoom = 22;
const narrowEndpointRoom = 18;
const addressRoom = 16;
/** With `-A` and names: of an address of numbers, too. */
const narrowAddressRoom = 12;

/**
 * What of an endpoint may be only a beginning: first the address is cut to its room, then both to the column's.
 *
 *     fe80::aede:48ff:.62078        192.168.20.22.5487        93.0.113.203.bc..sunpr        192.168.20.1.ssh
 *     └──────┬───────┘                            └┬─┘                         └─┬─┘        └────┬─────┘
 *         address                                 port                          port          address
 */
export function bsdCutOf(bytes: Uint8Array, end: EndpointCell, room: BsdRoom): CutEnd {
  if (room.isWide) return "nothing";
  const length = end.addressLength + 1 + end.portLength;
  const isFull = (room.isNarrow ? narrowEndpointRoom : endpointRoom) <= length;
  if (end.isIPv6 && room.isNarrow && isFull) return "both";
  const isAddressCut = !end.isNamed && !end.isWildcard && end.addressLength === addressRoomOf(room);
  const isPortCut = isFull && mayGoOn(bytes, end, room);
  if (isAddressCut) return isPortCut ? "both" : "address";
  return isPortCut ? "port" : "nothing";
}

/** Of IPv4 no address is longer than 15 characters. */
function addressRoomOf({ isNarrow, isResolved }: BsdRoom): number {
  return isNarrow && isResolved ? narrowAddressRoom : addressRoom;
}

/** No port has more than five digits, and a service that is known is whole. */
function mayGoOn(bytes: Uint8Array, end: EndpointCell, { isNarrow }: BsdRoom): boolean {
  if (end.hasService) return portOfService(textOf(bytes, end.portFrom, end.portTo)) === undefined;
  return isNarrow && (end.isNamed || end.portLength < 5);
}
