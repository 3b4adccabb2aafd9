import { addressScope, isOutside } from "../core/address.ts";
import type { RemoteEndpoint } from "../core/caseView.ts";
import { isDomain } from "../core/domain.ts";

/** Whether a far end is outside the network; a name that reads as a domain counts. */
export function isOutsideRemote(remote: RemoteEndpoint): boolean {
  const { address } = remote;
  const scope = addressScope(address);
  if (scope !== undefined) return isOutside(scope);
  return isDomain(address) && !inside.some((suffix) => address.toLowerCase().endsWith(suffix));
}

/** Names that no public resolver answers: RFC 6762, RFC 8375, ICANN's `.internal`, and what networks use without asking. */
const inside = [".local", ".home.arpa", ".internal", ".lan", ".home", ".corp", ".localdomain", ".intranet"];
