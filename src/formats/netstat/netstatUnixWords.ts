import { ascii, hasWordAt, isBlank, isDigit, isHexDigit } from "../../core/ascii.ts";

/** How the title above the sockets begins, in the languages net-tools has it. */
const titles = [
  "Active Internet connections",
  "Aktive Internetverbindungen",
  "Connexions Internet actives",
  "Conexiones activas de Internet",
  "Connessioni Internet attive",
  "Conexões Internet Ativas",
  "Aktywne połączenia internetowe",
  "Активные соединения с интернетом",
].map((title) => new TextEncoder().encode(title));

export function isSocketTitle(bytes: Uint8Array, at: number, end: number): boolean {
  return titles.some((title) => title.length <= end - at && title.every((byte, i) => bytes[at + i] === byte));
}

const longestTitle = 160;

/**
 * A title in any language, where netstat's output is being read already: `激活Internet连接 (仅服务器)`,
 * `活动 UNIX 域套接字 (仅服务器)`.
 */
export function translatedTitle(bytes: Uint8Array, at: number, end: number): "sockets" | "other" | "none" {
  if (longestTitle < end - at || bytes[end - 1] !== 0x29) return "none";
  let found: "sockets" | "other" | "none" = "none";
  for (let i = at; i < end; i++) {
    if (isDigit(bytes[i]) || bytes[i] === ascii.colon) return "none";
    if (hasWordAt(bytes, i, end, "nternet")) found = "sockets";
    if (hasWordAt(bytes, i, end, "UNIX")) found = "other";
  }
  return found;
}

/** How the other tables begin that netstat prints: sockets within the host, routes, interfaces. */
const otherTables = [
  "Active UNIX domain sockets",
  "Active LOCAL (UNIX) domain sockets",
  "Active Bluetooth connections",
  "Active IPX sockets",
  "Active X.25 sockets",
  "Active AX.25 sockets",
  "Active NET/ROM sockets",
  "Active ROSE sockets",
  "Active Multipath Internet connections",
  "Active kernel event sockets",
  "Active kernel control sockets",
  "Active NDRV sockets",
  "Active VSOCK sockets",
  "Active Netgraph sockets",
  "Active LAN",
  "Aktive Sockets in der UNIX",
  "Sockets du domaine UNIX actives",
  "Activar zócalos de dominio UNIX",
  "Registered kernel control modules",
  "Current listen queue sizes",
  "Kernel IP routing table",
  "Kernel IP routing cache",
  "Kernel IPv6 routing table",
  "Kernel Interface table",
  "IPv6/IPv4 Group Memberships",
  "Routing tables",
  "Routing Table: IPv",
  "Masqueraded connections",
  "IP masquerading entries",
  "Proto  Destination       Source",
  "Proto RefCnt Flags",
  "Proto RefZäh Flaggen",
];

/** One of these is in each of the titles above, and in each title of a table of sockets that is not translated. */
export const titleMarks = [
  "Active ",
  "nternet",
  "UNIX",
  "Registered",
  "listen queue",
  "Kernel I",
  "IPv6/IPv4",
  "Routing",
  "asquerad",
  "Proto",
];

/** What other tables open with that could be the beginning of a sentence as well. */
const otherWords = [
  "Destination ",
  "Iface ",
  "Interface ",
  "Name  ",
  "Internet:",
  "Internet6:",
  "Ip:",
  "Icmp:",
  "IcmpMsg:",
  "Icmp6:",
  "Tcp:",
  "Udp:",
  "UdpLite:",
  "TcpExt:",
  "IpExt:",
  "MPTcpExt:",
  "Sctp:",
  "tcp:",
  "udp:",
  "ip:",
  "ip6:",
  "icmp:",
  "icmp6:",
  "Address ",
  "kctlref ",
  "Proto Listen",
];

/** The title of another table, as far as this line alone can say so. */
export function opensOtherTable(bytes: Uint8Array, at: number, end: number): boolean {
  return otherTables.some((start) => hasWordAt(bytes, at, end, start));
}

/** The same where netstat's output is being read already; other tools open with such words, too. */
export function opensOtherLines(bytes: Uint8Array, at: number, end: number): boolean {
  return otherWords.some((start) => hasWordAt(bytes, at, end, start));
}

/** Rows of other tables, and what netstat says of itself. */
const otherRows = [
  "unix ",
  "icmp ",
  "icmp6 ",
  "icm4 ",
  "icm6 ",
  "ip4 ",
  "ip6 ",
  "div4 ",
  "div6 ",
  "igmp ",
  "l2cap ",
  "rfcomm ",
  "(Not all processes could be identified",
  "will not be shown, you would have to be root",
  "(No info could be read for",
  "netstat: ",
];

/** A row that is known and no connection of a transport. BSD may print addresses in the kernel in front of it. */
export function isOtherRow(bytes: Uint8Array, at: number, end: number): boolean {
  return otherRows.some((start) => hasWordAt(bytes, at, end, start)) || isOtherKernelRow(bytes, at, end);
}

/** `7fb03c0000000001        0 icm4       0      0  *.*   *.*` */
function isOtherKernelRow(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  for (let words = 0; words < 2; words++) {
    const from = at;
    while (at < end && isHexDigit(bytes[at])) at++;
    if (at === from || !isBlank(bytes[at])) return false;
    while (at < end && isBlank(bytes[at])) at++;
    if (otherRows.some((row) => row.length < 6 && hasWordAt(bytes, at, end, row))) return true;
  }
  return false;
}
