import { addressScope, isAddress, isOutside } from "../core/address.ts";
import type { RemoteEndpoint } from "../workspace/caseView.ts";
import { isDomain } from "./defang.ts";

/** Whether a far end is outside the network; a name that reads as a domain counts. */
export function isOutsideRemote(remote: RemoteEndpoint): boolean {
  return isAddress(remote.address) ? isOutside(addressScope(remote.address)) : isDomain(remote.address);
}
