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

const fullMac = "MAC=33:33:00:00:00:fb:86:64:18:6c:6c:7a:86:dd";
const ip6 = "SRC=2001:0db8:0000:0000:086c:00ff:fe0d:2167 DST=ff02:0000:0000:0000:0000:0000:0000:00fb";
const life6 = "LEN=106 TC=0 HOPLIMIT=255 FLOWLBL=804001";
const ip4 = "SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=1 ID=1";

/** As rsyslog of newer systems and journald's exports write it: the second of two such lines is plain. */
const isoHead = "2031-07-02T09:01:07.123456+02:00 gw kernel: [UFW BLOCK] ";
const isoLog: readonly string[] = [
  `${isoHead}IN=eth0 OUT= ${fullMac} ${ip6} ${life6} PROTO=UDP SPT=5353 DPT=5353 LEN=66 `,
  `2031-07-02T09:01:07.25+02:00 gw kernel: [UFW BLOCK] IN=eth0 OUT= ${fullMac} ${ip6} ${life6} PROTO=UDP SPT=5353 DPT=5353 LEN=66 `,
  `${isoHead}IN=eth0 OUT= MAC= ${ip6} ${life6} PROTO=ICMPv6 TYPE=135 CODE=0 `,
  `${isoHead}IN=br0 OUT=br0 PHYSIN=eth0 PHYSOUT=tap1 ${fullMac} ${ip4} DF PROTO=2 `,
  `2031-07-02T09:01:07+02:00 gw kernel: [UFW BLOCK] IN=eth0 OUT= ${ip4} FRAG:64 PROTO=ICMP TYPE=3 CODE=3 [${ip4} PROTO=TCP SPT=1 DPT=2 ] MTU=1400 MARK=0x0 `,
  "",
];

/** A relay's: hosts and zones alternate, and one of them writes fractions. */
const relayLog: readonly string[] = [
  ...["gw-a", "gw-b", "gw-a"].flatMap((host, i) => [
    `2031-10-26T02:59:5${i}+02:00 ${host} kernel: [    5.678901][  T123] DROP IN=eth0 OUT= ${ip4} PROTO=TCP SPT=1 DPT=2`,
    `2031-10-26T02:00:0${i}.5+01:00 ${host} kernel: DROP IN=eth0 OUT= ${ip4} PROTO=17 SPT=1 DPT=2`,
  ]),
  `2031-10-26 02:00:09 gw-a kernel: DROP IN=eth0 OUT= ${ip4} PROTO=ESP SPI=0x1`,
  "",
];

/** Without a time; with one in brackets; without the kernel's tag. */
const bracketLog: readonly string[] = [
  ...[1, 2].map((at) => `[    ${at}.678901] [UFW BLOCK] IN=eth0 OUT= ${ip4} PROTO=UDPLITE SPT=1 DPT=2`),
  ...[1, 2].map(
    (at) => `[Mon Mar  3 10:00:0${at} 2031] [UFW BLOCK] IN=eth0 OUT= ${ip4} PROTO=UDP SPT=1 DPT=2`,
  ),
  ...[1, 2].map(
    (at) =>
      `<4>Mar  3 10:00:0${at} udm udm [WAN-D-1] DESCR="[WAN]Block" IN=eth8 OUT= MAC= SRC=192.0.2.1 DST=192.0.2.5 LEN=122 TOS=00 PREC=0x00 TTL=49 PROTO=UDP SPT=1 DPT=2 MARK=1a0000`,
  ),
  ...[1, 2].map((at) => `Mar 3 10:00:0${at} usg kernel: [LAN-A]IN=eth0.4 OUT= MAC= ${ip4} PROTO=AH SPI=0x1`),
  "",
];

const firewall6Log: readonly string[] = [
  pfirewallLog[0]!,
  "2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 S 1494216033 0 8192 - - - RECEIVE 4",
  "2031-07-02 09:01:08 ALLOW UDP fe80::8c1:2 ff02::1:2 546 547 0 - - - - - - - SEND 1432",
  "2031-07-02 09:01:08 ALLOW ICMP ::1 2001:DB8:0:1:2:3:4:5 - - 0 - - - - 128 0 - SEND 4",
  "2031-07-02 09:01:09 DROP UDP 2001:0db8:0000:0000:0000:0000:0000:0007 2001:0db8:0000:0000:0000:0000:0000:0007 5353 5353 89 - - - - - - - RECEIVE 1432",
  "",
];

const zeekHeader =
  "#fields ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents";
/** Zeek parts its columns with tabs. */
const withTabs = (line: string) => line.replaceAll(" ", "\t");

const zeekLog: readonly string[] = [
  zeekHeader,
  "1941008467.250125 CkQx3a1tKe9Zb2 10.20.0.42 49731 203.0.113.77 443 tcp ssl 12.500000 1420 38393 SF T F 0 ShADadfF 12 2052 31 39641 -",
  "1941008468.000001 CmW8oK2uUf4pR7 10.20.0.42 51000 10.20.0.5 53 udp dns 0.003250 40 120 SF T T 0 Dd 1 68 1 148 -",
  "1941008469.500000 CzT1qB4cVg6sY3 198.51.100.7 8 192.0.2.1 0 icmp - - - - OTH F T 0 - 1 84 0 0 (empty)",
  "1941008470.999999 CbN5wD6xLh8aM1 255.255.255.254 65535 0.0.0.0 0 tcp - - - - RSTOS0 - - 0 S 1 44 0 0 -",
  "1941008471.000000 CeR2yF8zNj1cP5 fe80::8c1:2 5353 ff02::fb 5353 udp dns - - - S0 F F 0 D 1 180 0 0 -",
  "",
].map(withTabs);

/** As older versions and other programs write it, with columns of their own. */
const oldZeekLog: readonly string[] = [
  zeekHeader.replace(" local_resp", "").replace("tunnel_parents", "label"),
  "1941008467.250125 CkQx3a1tKe9Zb2 10.20.0.42 49731 203.0.113.77 443 tcp ssl 12.500000 1420 38393 REJ T 0 ShADadfF 12 2052 31 39641 bad",
  "",
].map(withTabs);

const asaHead = "<166>Jul 02 2031 09:01:07 fw01 : %ASA-";

const asaLog: readonly string[] = [
  `${asaHead}6-302013: Built outbound TCP connection 4711 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.20.0.42/49731 (203.0.113.9/31001)`,
  `${asaHead}6-302015: Built inbound UDP connection 4712 for out-1:198.51.100.7/50000 (198.51.100.7/50000) to dmz:10.30.0.8/53 (203.0.113.80/53)`,
  `${asaHead}6-302014: Teardown TCP connection 4711 for outside:198.51.100.7/443 to inside:10.20.0.42/49731 duration 0:00:30 bytes 14820 TCP FINs from inside`,
  `${asaHead}6-302016: Teardown UDP connection 4712 for out-1:198.51.100.7/50000 to dmz:10.30.0.8/53 duration 1:02:32 bytes 300`,
  `${asaHead}4-106023: Deny tcp src outside:198.51.100.7/24633 dst inside:10.20.0.42/1433 by access-group "outside_in" [0x0, 0x0]`,
  `${asaHead}4-106023: Deny udp src inside:10.20.0.42/53 dst Outside:255.255.255.255/65535 by access-group "inside_in" [0x5a1c0b2d, 0x0]`,
  `${asaHead}4-106023: Deny icmp src outside:198.51.100.7 dst inside:10.20.0.42 (type 8, code 0) by access-group "outside_in"`,
  `${asaHead}2-106001: Inbound TCP connection denied from 198.51.100.7/24634 to 203.0.113.9/445 flags SYN  on interface outside`,
  "",
];

const asaOtherLog: readonly string[] = [
  `${asaHead}6-302020: Built outbound ICMP connection for faddr 198.51.100.7/0 gaddr 203.0.113.9/512 laddr 10.20.0.42/512 type 8 code 0`,
  `${asaHead}6-302021: Teardown ICMP connection for faddr 198.51.100.7/0 gaddr 203.0.113.9/512 laddr 10.20.0.42/512`,
  `${asaHead}5-106100: access-list in denied tcp outside/198.51.100.7(24636) -> inside/10.20.0.42(3389) hit-cnt 1 first hit [0x5a1c0b2d, 0x0]`,
  `${asaHead}5-106100: access-list in permitted udp inside/10.20.0.42(49736) -> dmz/10.30.0.8(53) hit-cnt 1 first hit`,
  `${asaHead}6-106015: Deny TCP (no connection) from 10.20.0.42/49731 to 198.51.100.7/443 flags FIN ACK  on interface inside`,
  `${asaHead}2-106006: Deny inbound UDP from 198.51.100.7/24635 to 203.0.113.9/161 on interface outside`,
  `${asaHead}3-710003: TCP access denied by ACL from 198.51.100.7/24638 to outside:203.0.113.9/22`,
  `${asaHead}7-710005: UDP request discarded from 10.20.0.42/137 to inside:10.20.0.255/137`,
  "",
];

/** Of two devices, one of which prints no year. */
const asaRelayLog: readonly string[] = [
  ...[1, 2, 3].map(
    (second) =>
      `<164>Jul  2 09:01:0${second} 192.0.2.1 %FTD-4-106023: Deny tcp src outside:198.51.100.7/24633 dst inside:10.20.0.42/1433 by access-group "outside_in" [0x0, 0x0]`,
  ),
  "<166>Jul  2 09:01:04 192.0.2.2 %ASA-6-302016: Teardown UDP connection 1 for outside:198.51.100.7/53 to inside:10.20.0.42/5000 duration 0:00:00 bytes 1",
  "<166>Jul  2 09:01:05 192.0.2.2 %ASA-6-302016: Teardown UDP connection 2 for outside:198.51.100.7/53 to inside:10.20.0.42/5001 duration 0:00:00 bytes 1",
  "",
];

export const plainLogs: Readonly<Record<string, readonly string[]>> = {
  pfirewall: pfirewallLog,
  "pfirewall with CRLF": pfirewallLog.slice(0, 4).map((line) => `${line}\r`),
  netfilter: netfilterLog,
  "netfilter with CRLF": netfilterLog.slice(0, 3).map((line) => `${line}\r`),
  iptables: iptablesLog,
  "netfilter of newer syslog": isoLog,
  "netfilter of several hosts": relayLog,
  "netfilter of dmesg and routers": bracketLog,
  "pfirewall with IPv6": firewall6Log,
  "Cisco ASA": asaLog,
  "Cisco ASA with CRLF": asaLog.slice(0, 3).map((line) => `${line}\r`),
  "Cisco ASA's other messages": asaOtherLog,
  "Cisco firewalls behind a relay": asaRelayLog,
  zeek: zeekLog,
  "zeek with CRLF": zeekLog.slice(0, 4).map((line) => `${line}\r`),
  "zeek of older versions": oldZeekLog,
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
