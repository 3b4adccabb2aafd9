// What happened on the morning of the sample case. All times are microseconds since 1970; Berlin is 2 h ahead of UTC.
import { seededRandom } from "./seededRandom.mjs";

export const second = 1_000_000;
export const minute = 60 * second;
export const berlin = 120 * minute;

/** 09:01 on the clock of the wall. */
export function wallClock(/** @type {string} */ time) {
  return Date.parse(`2031-07-02T${time}Z`) * 1000 - berlin;
}

export const workstation = "10.20.0.42";
export const router = "10.20.0.1";
export const logon = wallClock("05:58:40");
export const logCopied = wallClock("09:31:20");

/** What the host's firewall could not write down: its buffer was full. */
export const lost = { from: wallClock("07:41:12"), to: wallClock("07:44:31"), events: 23 };

export const callHome = { address: "203.0.113.77", port: 12_000, sourcePort: 49_731, pid: 3416 };

/** Every 60 s, less than two seconds early or late; five times not at all. */
export function callsHome() {
  const random = seededRandom("calls home");
  const missed = new Set([37, 38, 92, 141, 166]);
  const calls = [];
  let at = wallClock("06:01:07") + 318_442;
  for (let beat = 0; at < logCopied; beat++) {
    if (!missed.has(beat)) calls.push(at);
    at += minute + random.between(-1.8, 1.8) * second;
  }
  return calls.map(Math.round);
}
