// Logs for the tests of the timeline and for its pictures: the same bytes every time.

const header =
  "#Version: 1.5\r\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\r\n";

/** @typedef {{ readonly endpoints: number, readonly rows: number, readonly day: number }} LogWorld */

/** A day of a host's firewall: one far end is asked every minute, all others now and then. @returns {string} */
export function timelineLog(/** @type {LogWorld} */ { endpoints, rows, day }) {
  const random = randomFrom(endpoints * 7919 + rows + day);
  const lines = [];
  for (let i = 0; i < rows; i++) {
    const isBeat = endpoints === 1;
    const seconds = isBeat
      ? 5 * 3600 + i * 60 + Math.floor(random() * 3)
      : Math.floor(random() ** 1.4 * 12 * 3600) + 7 * 3600;
    const end = Math.floor(random() ** 2 * endpoints);
    const address = isBeat ? "203.0.113.77" : `198.51.${100 + (end >> 8)}.${end & 255}`;
    const port = isBeat ? 12000 : [443, 443, 80, 53, 8443][end % 5];
    lines.push({
      seconds,
      text: `${isBeat ? "ALLOW UDP" : "ALLOW TCP"} 192.168.10.42 ${address} ${49152 + (i % 16000)} ${port} 0 - - - - - - - SEND`,
    });
  }
  lines.sort((a, b) => a.seconds - b.seconds);
  return header + lines.map(({ seconds, text }) => `2031-07-0${day} ${clock(seconds)} ${text}\r\n`).join("");
}

function clock(/** @type {number} */ seconds) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
