import { addressScope, isOutside } from "../../core/address.ts";
import type { Connection, Endpoint } from "../../core/observation.ts";
import type { RowRule } from "./rowRule.ts";
import { unixSockets } from "./unixFormats.ts";
import { windowsSockets as formats } from "./windowsFormats.ts";

/** States in which both ends are known, RFC 9293 section 3.3.2: all but those of a socket without a peer. */
const connected: ReadonlySet<string> = new Set([
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECEIVED",
  "FIN_WAIT_1",
  "FIN_WAIT_2",
  "CLOSE_WAIT",
  "CLOSING",
  "LAST_ACK",
  "TIME_WAIT",
]);

/**
 * Ports of services that Windows runs in the kernel, under PID 4: file sharing, what http.sys serves, PPTP, NFS
 * and iSCSI.
 */
const kernelPorts: ReadonlySet<number> = new Set([
  80, 137, 138, 139, 443, 445, 1723, 2049, 2869, 3260, 5357, 5358, 5985, 5986, 10_243, 47_001,
]);

const systemPid = 4;

/**
 * Windows netstat prints the tables of GetExtendedTcpTable and GetExtendedUdpTable: what they cannot hold, it
 * cannot print. https://learn.microsoft.com/windows-server/administration/windows-commands/netstat
 */
export const socketRules: readonly RowRule[] = [
  {
    code: "NET001",
    formats,
    mark: "state",
    holds: (row) => row.transport === "udp" && row.state !== undefined,
    message: ({ state }) =>
      `A UDP socket has no state, and this row says ${state}: it was edited, or is not Windows' netstat.`,
  },
  {
    code: "NET002",
    formats,
    mark: "transport",
    holds: (row) => row.transport === "tcp" && row.state === undefined,
    message: () => "A TCP row ends with a state, and this one has none: it was cut, or wrapped, or edited.",
  },
  {
    code: "NET003",
    formats: [...formats, ...unixSockets],
    mark: "destinationAddress",
    holds: (row) => isConnected(row) && isNoPeer(row.destination) && !mayBeCut(row),
    message: ({ state, destination }) =>
      `${state} needs a foreign address, and ${endpointText(destination)} is what a listener has: the row was edited.`,
  },
  {
    code: "NET004",
    formats: [...formats, ...unixSockets],
    mark: "destinationPort",
    holds: (row) => isListener(row) && row.transport === "tcp" && hasPeerPort(row.destination),
    message: ({ destination }) =>
      `A listener has no peer, and this one names ${endpointText(destination)}: the row was edited.`,
  },
  {
    code: "NET005",
    formats,
    mark: "pid",
    holds: ({ process, state }) => process.pid === 0 && (state === "ESTABLISHED" || state === "LISTENING"),
    message: ({ state }) =>
      `PID 0 is the idle process and owns no ${state} socket; only sockets that were let go have it, as in TIME_WAIT.`,
  },
  {
    code: "NET006",
    formats,
    mark: "pid",
    holds: ({ process, transport }) => process.pid === 0 && transport === "udp",
    message: () => "Windows did not say who owns this UDP socket: PID 0 is no process that could.",
  },
  {
    code: "NET007",
    formats,
    mark: "destinationAddress",
    holds: (row) => row.process.pid === systemPid && isStrangePeer(row),
    message: ({ destination }) =>
      `PID 4 is the kernel, which serves files and HTTP, and this row has it talk to ${endpointText(destination)}: ask which driver.`,
  },
];

function isConnected({ state, transport }: Connection): boolean {
  return transport === "tcp" && state !== undefined && connected.has(state);
}

/** `0.0.0.0:0`, `[::]:443`, `*:*`; a name is a peer. */
function isNoPeer({ ip, domain }: Endpoint): boolean {
  return domain === undefined && (ip === undefined || ip === "0.0.0.0" || ip === "::");
}

/** Unix cuts addresses to their column, which are then not read. */
function mayBeCut({ format, destination: { ip } }: Connection): boolean {
  return ip === undefined && unixSockets.includes(format);
}

function isListener({ state }: Connection): boolean {
  return state === "LISTENING" || state === "LISTEN";
}

function hasPeerPort({ port, service }: Endpoint): boolean {
  return service !== undefined || (port !== undefined && port !== 0);
}

function isStrangePeer({ source, destination }: Connection): boolean {
  if (destination.ip === undefined || !isOutside(addressScope(destination.ip))) return false;
  return !isKernelPort(source) && !isKernelPort(destination);
}

function isKernelPort({ port }: Endpoint): boolean {
  return port !== undefined && kernelPorts.has(port);
}

function endpointText({ ip, domain, port, service }: Endpoint): string {
  const host = ip ?? domain ?? "*";
  const shown = host.includes(":") ? `[${host}]` : host;
  return `${shown}:${port ?? service ?? "*"}`;
}
