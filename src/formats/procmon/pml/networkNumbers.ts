import { portOfService } from "../../../core/portNames.ts";
import type { EventHead } from "./eventHead.ts";
import type { PmlNames } from "./pmlEvent.ts";

const remoteAt = 24;
const localAt = 8;
const portsAt = 40;
const endOfPorts = 44;
const tcp = 4;

/**
 * Address and port of the local and of the remote end of a network event, each where the capture has a name that its
 * path shows instead; else empty.
 */
export function namedNumbers(head: EventHead, names: PmlNames): readonly [string, string, string, string] {
  const { bytes, detailFrom, detailTo } = head;
  if (detailTo < detailFrom + endOfPorts) return ["", "", "", ""];
  const flags = bytes[detailFrom]!;
  const transport = (flags & tcp) === 0 ? "udp" : "tcp";
  const address = (at: number, isV4: boolean) => {
    const length = isV4 ? 4 : 16;
    return names.host(bytes, detailFrom + at, length) ? addressText(bytes, detailFrom + at, length) : "";
  };
  const port = (at: number) => {
    const number = bytes[detailFrom + at]! | (bytes[detailFrom + at + 1]! << 8);
    const name = names.port(number, transport);
    // A service that everybody knows says its port too.
    return name === undefined || portOfService(name) === number ? "" : `${number}`;
  };
  return [
    address(localAt, (flags & 1) !== 0),
    port(portsAt),
    address(remoteAt, (flags & 2) !== 0),
    port(portsAt + 2),
  ];
}

function addressText(bytes: Uint8Array, at: number, length: 4 | 16): string {
  if (length === 4) return bytes.subarray(at, at + 4).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[at + 2 * i]! << 8) | bytes[at + 2 * i + 1]!);
  return groups.map((group) => group.toString(16)).join(":");
}
