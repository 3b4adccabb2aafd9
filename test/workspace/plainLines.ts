/** Logs of which nearly every line is plain. Each first line tells the format, or is a row itself. */

export const pfirewallLog: readonly string[] = [
  "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid",
  "2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 S 1494216033 0 8192 - - - RECEIVE 4",
  "2031-07-02 09:01:08 ALLOW UDP 10.20.0.35 203.0.113.251 49731 12000 76 - - - - - - - SEND 4711",
  "2031-07-02 09:02:00 ALLOW ICMP 10.2.0.3 192.0.2.0 - - 0 - - - - 8 0 - SEND 0",
  "2031-07-02 09:02:59 DROP 2 10.20.0.35 224.0.0.22 - - 0 - - - - - - - RECEIVE -",
  "2031-07-02 23:59:59 ALLOW TCP 255.255.255.255 0.0.0.0 65535 0 0 - 0 0 0 - - - SEND 99999999",
  "2031-07-02 23:59:59 DROP UDP 2001:db8::7 ff02::fb 5353 5353 89 - - - - - - - RECEIVE 1432",
  "",
];

const ufwHead = "Mar  3 10:00:01 gw01 kernel: [12345.678901] [UFW BLOCK] IN=eth0 OUT= ";
const mac = "MAC=52:54:00:ab:cd:ef:00:1c:73:00:00:99:08:00 ";
const tcpRest = "WINDOW=1024 RES=0x00 SYN URGP=0 ";

const netfilterLog: readonly string[] = [
  `${ufwHead}${mac}SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=40000 DPT=22 ${tcpRest}`,
  `${ufwHead}${mac}SRC=198.51.100.70 DST=192.0.2.11 LEN=60 TOS=0x00 PREC=0x00 TTL=255 ID=65535 DF PROTO=TCP SPT=65535 DPT=1 ${tcpRest}`,
  `Mar  3 10:00:02 gw01 kernel: [    5.678901] [UFW ALLOW] IN= OUT=eth1 SRC=10.20.0.35 DST=203.0.113.251 LEN=76 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=UDP SPT=53 DPT=53 LEN=56 `,
  `Mar  3 10:00:02 gw01 kernel: [    5.678901] [UFW ALLOW] IN=eth1 OUT=eth0 ${mac}SRC=10.20.0.35 DST=203.0.113.9 LEN=76 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=UDP SPT=123 DPT=123 LEN=56`,
  `${ufwHead}${mac}SRC=198.51.100.7 DST=192.0.2.1 LEN=84 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=1 `,
  `${ufwHead}${mac}SRC=255.255.255.255 DST=255.255.255.254 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP SPT=1 DPT=2 ${tcpRest}`,
  "",
];

/** Rules without a tag, and a kernel that prints no uptime. */
const iptablesLog: readonly string[] = [
  "Feb 29 23:59:59 10.0.0.1 kernel: IN=ppp0 OUT= MAC= SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP SPT=1 DPT=2 ",
  ...[1, 2, 3].map(
    (second) =>
      `Feb 29 23:59:0${second} fw kernel: IN=ppp0 OUT= SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP SPT=1 DPT=2 `,
  ),
  "Feb 29 23:59:01 fw kernel: DROP net2fw: IN=ppp0 OUT=br-lan SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=SCTP SPT=1 DPT=2",
  "Feb 29 23:59:01 fw kernel: DROP net2fw: IN=ppp0 OUT=br-lan SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=SCTP SPT=1 DPT=2",
  "",
];

export const plainLogs: Readonly<Record<string, readonly string[]>> = {
  pfirewall: pfirewallLog,
  "pfirewall with CRLF": pfirewallLog.slice(0, 4).map((line) => `${line}\r`),
  netfilter: netfilterLog,
  "netfilter with CRLF": netfilterLog.slice(0, 3).map((line) => `${line}\r`),
  iptables: iptablesLog,
};

/** Bytes that mean something to a reader, or to nobody. */
const intruders = '\0\t\n\r "#,-./019:;<=>ADIMPZ[]amz\x7f\x80\xc2\xff';

/**
 * One large log: the lines as they are, and then, for every byte of every line, the line with that byte replaced
 * by each of the intruders, with it taken out, and with the line ending there; whole lines in between.
 */
export function mutationsOf(log: readonly string[]): Uint8Array {
  const lines = [...log];
  for (const line of log) {
    for (let at = 0; at < line.length; at++) {
      const [before, behind] = [line.slice(0, at), line.slice(at + 1)];
      for (const intruder of intruders) lines.push(before + intruder + behind);
      lines.push(line, before + behind, before, line);
    }
  }
  return Buffer.from(lines.join("\n"), "latin1");
}
