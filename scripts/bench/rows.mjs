// Rows as logs have them, without end: for measurements that need no story in them.

const port = (/** @type {number} */ row) => 49152 + (row % 16384);
/** A number that has no order in it, the same for the same row: who talks to whom must not look like a rhythm. */
const scattered = (/** @type {number} */ row) => {
  const mixed = Math.imul(row ^ (row >>> 13), 0x5bd1e995);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 8) & 0xffff;
};
const remote = (/** @type {number} */ row) => {
  const number = scattered(row) % 1800;
  return `203.0.${107 + (number >> 8)}.${number & 255}`;
};
const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
/** A second more every twelve rows. */
const time = (/** @type {number} */ row) => {
  const second = Math.floor(row / 12) % 86_400;
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
};

/** Writers of one row, by the scope of their grammar. @type {Readonly<Record<string, (row: number) => string>>} */
export const rowWriters = {
  "source.netstat": (row) =>
    `  TCP    ${`10.20.0.42:${port(row)}`.padEnd(22)} ${`${remote(row)}:443`.padEnd(22)} ESTABLISHED     ${4 * (row % 5000)}`,
  "source.pfirewall": (row) =>
    `2031-07-02 ${time(row)} DROP UDP 10.20.0.${scattered(row + 7) % 200} ${remote(row)} ${port(row)} 12000 60 - - - - - - - SEND ${4 * (scattered(row + 11) % 500)}`,
  "source.netfilter": (row) =>
    `Jul  2 ${time(row)} gw kernel: [${row}.512] [UFW BLOCK] IN=eth0 OUT= MAC=02:00:5e:00:53:01:02:00:5e:00:53:02:08:00 SRC=${remote(row)} DST=10.20.0.42 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${row % 65536} DF PROTO=UDP SPT=${port(row)} DPT=12000 LEN=40`,
  "source.tasklist": (row) =>
    `${"svchost.exe".padEnd(25)} ${String(4 * (row % 5000)).padStart(8)} Services                   0     ${10 + (row % 90)},${100 + (row % 900)} K`,
};

/** The header that Windows writes above its rows. */
export const pfirewallHeader =
  "#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid\n";
