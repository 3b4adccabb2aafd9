// pfirewall.log of WS-042, as Windows 11 writes it: local time, a PID in the last column.
import { seededRandom } from "./seededRandom.mjs";
import {
  berlin,
  callHome,
  callsHome,
  logCopied,
  logon,
  lost,
  router,
  second,
  workstation,
} from "./story.mjs";

/** @typedef {ReturnType<typeof seededRandom>} Random */

/**
 * @typedef {object} Row
 * @property {number} at
 * @property {string} text From the action on.
 */

/**
 * Traffic of one kind: who, what, and how many seconds after the one before. People and their programs come as
 * they like; clocks and leases are punctual.
 *
 * @typedef {object} Traffic
 * @property {string} name
 * @property {number} pid
 * @property {(random: Random) => number} gap
 * @property {(random: Random, port: number) => string} row
 */

const udp = (
  /** @type {string} */ from,
  /** @type {string} */ to,
  /** @type {number} */ fromPort,
  /** @type {number} */ toPort,
  path = "SEND",
) => `ALLOW UDP ${from} ${to} ${fromPort} ${toPort} 0 - - - - - - - ${path}`;
const tcp = (/** @type {string} */ to, /** @type {number} */ port) =>
  `ALLOW TCP ${workstation} ${to} ${port} 443 0 - 0 0 0 - - - SEND`;

const webSites = [
  "192.0.2.34",
  "192.0.2.61",
  "192.0.2.118",
  "198.51.100.17",
  "198.51.100.94",
  "198.51.100.203",
];
const neighbors = ["10.20.0.17", "10.20.0.23", "10.20.0.51"];

const asTheyLike = (/** @type {number} */ mean) => (/** @type {Random} */ random) => random.exponential(mean);
const punctual = (/** @type {number} */ gap) => (/** @type {Random} */ random) => gap + random.between(-1, 1);

/** @type {readonly Traffic[]} */
const everyday = [
  {
    name: "dns",
    pid: 1180,
    gap: asTheyLike(134),
    row: (_random, port) => udp(workstation, router, port, 53),
  },
  { name: "ntp", pid: 1236, gap: punctual(1024), row: () => udp(workstation, router, 123, 123) },
  { name: "mdns", pid: 2480, gap: asTheyLike(745), row: () => udp(workstation, "224.0.0.251", 5353, 5353) },
  {
    name: "browser",
    pid: 7704,
    gap: asTheyLike(212),
    row: (random, port) => tcp(random.one(webSites), port),
  },
  { name: "mail", pid: 6120, gap: asTheyLike(410), row: (_random, port) => tcp("198.51.100.25", port) },
  { name: "messenger", pid: 6644, gap: asTheyLike(900), row: (_random, port) => tcp("198.51.100.60", port) },
  { name: "updates", pid: 2964, gap: asTheyLike(2250), row: (_random, port) => tcp("192.0.2.80", port) },
  { name: "lease", pid: 1412, gap: punctual(1800), row: () => udp(workstation, router, 68, 67) },
  {
    name: "names",
    pid: 4,
    gap: asTheyLike(750),
    row: (random) => `DROP UDP ${random.one(neighbors)} 10.20.0.255 137 137 78 - - - - - - - RECEIVE`,
  },
  {
    name: "discovery",
    pid: 2480,
    gap: asTheyLike(1450),
    row: (random, port) =>
      `DROP UDP ${random.one(neighbors)} 239.255.255.250 ${port} 1900 161 - - - - - - - RECEIVE`,
  },
];

/** @returns {readonly string[]} */
export function workstationLog() {
  const rows = [...everyday.flatMap(rowsOf), ...callsHome().map(callRow)];
  const written = rows.filter(({ at }) => at < lost.from || lost.to < at);
  written.push({ at: lost.to, text: `INFO-EVENTS-LOST - - - - - - - - - - - - ${lost.events} - -` });
  written.sort((a, b) => a.at - b.at);
  return [
    "#Version: 1.5",
    "#Software: Microsoft Windows Firewall",
    "#Time Format: Local",
    "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid",
    "",
    ...written.map(({ at, text }) => `${localTime(at)} ${text}`),
  ];
}

/** @returns {Row} */
function callRow(/** @type {number} */ at) {
  const { address, sourcePort, port, pid } = callHome;
  return { at, text: `${udp(workstation, address, sourcePort, port)} ${pid}` };
}

/** @returns {readonly Row[]} */
function rowsOf(/** @type {Traffic} */ { name, pid, gap, row }) {
  const random = seededRandom(name);
  const rows = [];
  let at = logon + random.between(1, 300) * second;
  for (let port = random.whole(50_000, 58_000); at < logCopied; port += random.whole(1, 9)) {
    rows.push({ at, text: `${row(random, port)} ${pid}` });
    at += gap(random) * second;
  }
  return rows;
}

/** `2031-07-02 09:01:07`, Berlin time: the log does not say so. */
function localTime(/** @type {number} */ at) {
  return new Date((at + berlin) / 1000).toISOString().slice(0, 19).replace("T", " ");
}
