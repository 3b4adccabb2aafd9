// gateway/ufw.log: the office's gateway blocks what it was not told to let out. It writes UTC, with the offset; its
// clock is two seconds behind the workstation's.
import { seededRandom } from "./seededRandom.mjs";
import { callHome, callsHome, logCopied, logon, second, workstation } from "./story.mjs";

const outside = "192.0.2.10";
const behind = 2.3 * second;

/** @returns {readonly string[]} */
export function gatewayLog() {
  const random = seededRandom("gateway");
  const rows = [...callRows(random), ...knocks(random), ...calls(random)];
  rows.sort((a, b) => a.at - b.at);
  return rows.map(({ at, text }) => `${isoTime(at - behind)} gw-nord kernel: [UFW BLOCK] ${text} `);
}

function callRows(/** @type {ReturnType<typeof seededRandom>} */ random) {
  const { address, sourcePort, port } = callHome;
  return callsHome().map((at) => ({
    at: at + random.between(400, 3200),
    text: `${outgoing("42")} SRC=${workstation} DST=${address} LEN=59 ${header(random, 127)} PROTO=UDP SPT=${sourcePort} DPT=${port} LEN=39`,
  }));
}

/** The Internet knocks at every door. */
function knocks(/** @type {ReturnType<typeof seededRandom>} */ random) {
  return timesAtRandom(random, 225).map((at) => ({
    at,
    text: `IN=wan0 OUT= MAC=02:00:5e:10:00:01:02:00:5e:10:0a:01:08:00 SRC=198.51.100.${random.whole(130, 250)} DST=${outside} LEN=40 ${header(random, 241)} PROTO=TCP SPT=${random.whole(40_000, 61_000)} DPT=${random.one([22, 23, 445, 3389, 5900, 8080])} WINDOW=1024 RES=0x00 SYN URGP=0`,
  }));
}

/** A conference program of WS-017 that tries UDP first. */
function calls(/** @type {ReturnType<typeof seededRandom>} */ random) {
  return timesAtRandom(random, 1700).map((at) => ({
    at,
    text: `${outgoing("17")} SRC=10.20.0.17 DST=198.51.100.60 LEN=56 ${header(random, 127)} PROTO=UDP SPT=${random.whole(50_000, 50_040)} DPT=3478 LEN=36`,
  }));
}

function outgoing(/** @type {string} */ host) {
  return `IN=br0 OUT=wan0 MAC=02:00:5e:10:00:01:02:00:5e:10:00:${host}:08:00`;
}

function header(/** @type {ReturnType<typeof seededRandom>} */ random, /** @type {number} */ ttl) {
  return `TOS=0x00 PREC=0x00 TTL=${ttl} ID=${random.whole(1, 65_535)}`;
}

function timesAtRandom(/** @type {ReturnType<typeof seededRandom>} */ random, /** @type {number} */ meanGap) {
  const times = [];
  for (let at = logon; at < logCopied; at += random.exponential(meanGap) * second) times.push(at);
  return times.slice(1);
}

/** `2031-07-02T04:01:05.018442+00:00` */
function isoTime(/** @type {number} */ at) {
  const micros = Math.round(at);
  const seconds = new Date(Math.floor(micros / second) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(micros % second).padStart(6, "0")}+00:00`;
}
