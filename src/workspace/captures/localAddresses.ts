import { canonicalAddress, parseAddress, scopeOf } from "../../core/address.ts";
import { absent } from "./columns.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/**
 * Addresses that a capture shows to be its host's own: local ends of a socket table, near ends of a host
 * firewall's log. Canonical; loopback, wildcard, multicast and link-local ones identify nobody.
 */
export function localAddresses(capture: ScannedCapture): ReadonlySet<string> {
  let addresses = known.get(capture);
  if (!addresses) {
    addresses = findLocalAddresses(capture);
    known.set(capture, addresses);
  }
  return addresses;
}

/** Captures do not change; their addresses are asked for more than once. */
const known = new WeakMap<ScannedCapture, ReadonlySet<string>>();

function findLocalAddresses(capture: ScannedCapture): ReadonlySet<string> {
  const { manners } = capture.columns;
  if (capture.family === "netstat")
    return identifying(
      capture,
      manners.map(() => "source"),
    );
  if (capture.format !== "windows.firewall") return new Set();
  return identifying(
    capture,
    manners.map(({ direction }) => nearEnd[direction]),
  );
}

const nearEnd = {
  outbound: "source",
  inbound: "destination",
  internal: undefined,
  external: undefined,
  unknown: undefined,
} as const;

/** `nearEnds` has one for each manner. */
function identifying(
  { columns }: ScannedCapture,
  nearEnds: readonly ("source" | "destination" | undefined)[],
): ReadonlySet<string> {
  const { source, destination, manner } = columns;
  const isNear = new Uint8Array(columns.names.size);
  for (let row = 0; row < columns.count; row++) {
    const end = nearEnds[manner[row]!];
    const id = end === "source" ? source[row]! : end === "destination" ? destination[row]! : absent;
    if (id !== absent) isNear[id] = 1;
  }
  const ids = Array.from(isNear.keys()).filter((id) => isNear[id] === 1);
  return new Set(
    ids
      .map((id) => columns.names.text(id))
      .filter(identifies)
      .map(canonicalAddress),
  );
}

function identifies(text: string): boolean {
  const address = parseAddress(text);
  if (!address) return false;
  const scope = scopeOf(address);
  return scope === "private" || scope === "shared" || scope === "public" || scope === "documentation";
}
