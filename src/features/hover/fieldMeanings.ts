import type { AddressScope } from "../../core/address.ts";

/** What each kind of address is for, with the RFC that says so. */
const scopesOfVersion4: { readonly [S in AddressScope]: string } = {
  unspecified: "stands for every address of the host (RFC 1122)",
  loopback: "this host itself, loopback (RFC 1122)",
  private: "private (RFC 1918)",
  shared: "shared between a carrier and its customers (RFC 6598)",
  "link-local": "link-local: the host found no DHCP server (RFC 3927)",
  multicast: "multicast: a group of hosts (RFC 5771)",
  broadcast: "broadcast: every host of the network (RFC 919)",
  documentation: "reserved for documentation (RFC 5737)",
  reserved: "reserved: no host on the Internet has it (RFC 6890)",
  public: "public",
};

const scopesOfVersion6: { readonly [S in AddressScope]: string } = {
  ...scopesOfVersion4,
  unspecified: "stands for every address of the host (RFC 4291)",
  loopback: "this host itself, loopback (RFC 4291)",
  private: "unique local, the private addresses of IPv6 (RFC 4193)",
  "link-local": "link-local: valid on one network only (RFC 4291)",
  multicast: "multicast: a group of hosts (RFC 4291)",
  documentation: "reserved for documentation (RFC 3849, RFC 9637)",
};

export function scopeMeaning(scope: AddressScope, version: 4 | 6): string {
  return (version === 4 ? scopesOfVersion4 : scopesOfVersion6)[scope];
}

/** RFC 9293 section 3.3.2 in other words, and what Windows, Linux and Solaris add. */
const states: ReadonlyMap<string, string> = new Map([
  ["LISTENING", "waits for connections"],
  ["LISTEN", "waits for connections"],
  ["ESTABLISHED", "open: both ends can send"],
  ["SYN_SENT", "asked for the connection and waits for the answer; many of these mean that nobody answers"],
  ["SYN_RECEIVED", "was asked, has answered, and waits for the last word of the handshake"],
  ["FIN_WAIT_1", "this end has closed and waits for the other end to confirm"],
  ["FIN_WAIT_2", "this end has closed, the other has confirmed but not closed yet"],
  ["CLOSE_WAIT", "the other end has closed; the program here has not closed its socket yet"],
  ["CLOSING", "both ends closed at the same time; the confirmation is missing"],
  ["LAST_ACK", "both ends have closed; the last confirmation is missing"],
  [
    "TIME_WAIT",
    "over; kept for some minutes so that late packets find nobody. No process owns it any more: PID 0",
  ],
  ["CLOSED", "no connection"],
  ["DELETE_TCB", "the kernel is taking the connection's memory back"],
  ["BOUND", "the port is taken, but the socket neither listens nor is connected"],
  ["UNCONN", "not connected: takes what anybody sends to its port, as UDP does; the word of ss"],
  ["IDLE", "has a port, and neither listens nor is connected; a word of Solaris and lsof"],
  ["UNBOUND", "has no port yet; a word of Solaris"],
  ["CONNECTED", "UDP that takes packets of one peer only; a word of Solaris"],
]);

export function stateMeaning(state: string): string | undefined {
  return states.get(state);
}

/** What firewalls mean by their words. Windows: https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/configure-logging */
const actions: ReadonlyMap<string, string> = new Map([
  ["allow", "the firewall let it through"],
  ["drop", "the firewall threw the packet away; the sender was not told"],
  ["open", "a connection from this host was opened"],
  ["open-inbound", "a connection to this host was opened"],
  ["close", "the connection was closed"],
  ["info-events-lost", "events were lost here: the log has a gap"],
  ["block", "the firewall threw the packet away"],
  ["audit", "nothing was done: the rule only logs"],
  ["accept", "the firewall let it through"],
  ["reject", "the firewall refused it and told the sender"],
]);

export function actionMeaning(action: string): string | undefined {
  return actions.get(action);
}

const transports: ReadonlyMap<string, string> = new Map([
  ["tcp", "connections with a handshake (RFC 9293)"],
  ["udp", "single packets without a connection (RFC 768): who asked first is not to be seen"],
  ["icmp", "messages about the network itself, ping among them; no ports (RFC 792)"],
  [
    "icmpv6",
    "messages about the network itself, ping and neighbor discovery among them; no ports (RFC 4443)",
  ],
  ["igmp", "joins and leaves multicast groups; no ports (RFC 3376)"],
  ["gre", "a tunnel; no ports (RFC 2784)"],
  ["esp", "IPsec, encrypted; no ports (RFC 4303)"],
  ["ah", "IPsec, signed; no ports (RFC 4302)"],
  ["sctp", "several streams in one connection (RFC 9260)"],
]);

export function transportMeaning(transport: string): string | undefined {
  return transports.get(transport);
}

/** Columns of the Windows firewall's log; keys without what is no letter. */
const firewallColumns: ReadonlyMap<string, string> = new Map([
  ["date", "the day, by the clock of the host"],
  [
    "time",
    "the time of day, by the clock of the host; the log does not name its zone unless the line Time Format does",
  ],
  [
    "action",
    "what the firewall did: ALLOW, DROP, on old systems also OPEN and CLOSE; INFO-EVENTS-LOST for a gap",
  ],
  ["protocol", "TCP, UDP, ICMP, or IANA's number of another protocol"],
  ["srcip", "who sent the packet"],
  ["dstip", "for whom the packet was"],
  ["srcport", "the sender's port; TCP and UDP only"],
  ["dstport", "the receiver's port; TCP and UDP only"],
  ["size", "bytes of the packet; 0 where the firewall did not count"],
  ["tcpflags", "control flags of the TCP header: S(yn) A(ck) F(in) R(st) P(sh) U(rg)"],
  ["tcpsyn", "TCP's sequence number"],
  ["tcpack", "TCP's acknowledgment number"],
  ["tcpwin", "TCP's window in bytes"],
  ["icmptype", "type of the ICMP message"],
  ["icmpcode", "code of the ICMP message"],
  ["info", "for INFO-EVENTS-LOST the number of events that were lost"],
  ["path", "which way the packet went: SEND, RECEIVE, FORWARD or UNKNOWN"],
  ["pid", "the process on this host; only newer Windows has this column"],
]);

export function firewallColumnMeaning(word: string): string | undefined {
  return firewallColumns.get(word.toLowerCase().replace(/[^a-z]/g, ""));
}
