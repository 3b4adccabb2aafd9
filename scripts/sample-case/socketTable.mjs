// evidence/ws-017-netstat.txt: `netstat -ano > ws-017-netstat.txt` in PowerShell, on a German Windows.

/** @type {readonly (readonly [string, string, string, string, number])[]} */
const sockets = [
  ["TCP", "0.0.0.0:135", "0.0.0.0:0", "ABHÖREN", 1064],
  ["TCP", "0.0.0.0:445", "0.0.0.0:0", "ABHÖREN", 4],
  ["TCP", "0.0.0.0:5040", "0.0.0.0:0", "ABHÖREN", 5236],
  ["TCP", "0.0.0.0:49664", "0.0.0.0:0", "ABHÖREN", 912],
  ["TCP", "10.20.0.17:139", "0.0.0.0:0", "ABHÖREN", 4],
  ["TCP", "10.20.0.17:50877", "198.51.100.25:443", "HERGESTELLT", 6208],
  ["TCP", "10.20.0.17:50912", "192.0.2.61:443", "HERGESTELLT", 8140],
  ["TCP", "10.20.0.17:50921", "198.51.100.94:443", "WARTEND", 0],
  ["TCP", "127.0.0.1:50214", "127.0.0.1:50215", "HERGESTELLT", 5560],
  ["TCP", "127.0.0.1:50215", "127.0.0.1:50214", "HERGESTELLT", 5560],
  ["TCP", "[::]:135", "[::]:0", "ABHÖREN", 1064],
  ["TCP", "[::]:445", "[::]:0", "ABHÖREN", 4],
  ["UDP", "0.0.0.0:123", "*:*", "", 1340],
  ["UDP", "0.0.0.0:5353", "*:*", "", 2516],
  ["UDP", "0.0.0.0:5355", "*:*", "", 1196],
  ["UDP", "10.20.0.17:137", "*:*", "", 4],
  ["UDP", "10.20.0.17:138", "*:*", "", 4],
  ["UDP", "10.20.0.17:50031", "*:*", "", 7316],
  ["UDP", "[::]:123", "*:*", "", 1340],
  ["UDP", "[fe80::7d2a:11c4:9b0e:5f17%9]:1900", "*:*", "", 3896],
];

/** @returns {readonly string[]} */
export function germanSockets() {
  return [
    "",
    "Aktive Verbindungen",
    "",
    "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
    ...sockets.map(
      ([protocol, near, far, state, pid]) =>
        `  ${protocol.padEnd(5)}  ${near.padEnd(21)}  ${far.padEnd(21)}  ${state.padEnd(15)} ${pid}`,
    ),
  ];
}
