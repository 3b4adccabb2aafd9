import { canonicalAddress, parseAddress, scopeOf } from "../../core/address.ts";
import { rowNumbersOf } from "./rowNumbers.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/**
 * Addresses that a capture shows to be its host's own: local ends of a socket table, near ends of a host
 * firewall's log. Canonical; loopback, wildcard, multicast and link-local ones identify nobody, nor do those of virtual
 * bridges.
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
  const { names } = capture.columns;
  const { isLocal } = rowNumbersOf(capture);
  const addresses = new Set<string>();
  for (let name = 0; name < isLocal.length; name++) {
    if (isLocal[name] === 0) continue;
    const text = names.text(name);
    if (identifies(text)) addresses.add(canonicalAddress(text));
  }
  return addresses;
}

/**
 * What software gives every host it runs on: bridges of Docker, Podman and libvirt, VirtualBox' network of the host
 * alone, and its guest behind NAT.
 */
const everywhere: ReadonlySet<string> = new Set([
  "172.17.0.1",
  "10.88.0.1",
  "192.168.122.1",
  "192.168.56.1",
  "10.0.2.15",
]);

function identifies(text: string): boolean {
  const address = parseAddress(text);
  if (!address || everywhere.has(text)) return false;
  const scope = scopeOf(address);
  return scope === "private" || scope === "shared" || scope === "public" || scope === "documentation";
}
