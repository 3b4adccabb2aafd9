/** IANA protocol numbers that firewall logs print instead of a name. */
const transportNames: ReadonlyMap<number, string> = new Map([
  [0, "hopopt"],
  [1, "icmp"],
  [2, "igmp"],
  [4, "ipv4"],
  [6, "tcp"],
  [8, "egp"],
  [17, "udp"],
  [27, "rdp"],
  [33, "dccp"],
  [41, "ipv6"],
  [43, "ipv6-route"],
  [44, "ipv6-frag"],
  [46, "rsvp"],
  [47, "gre"],
  [50, "esp"],
  [51, "ah"],
  [58, "icmpv6"],
  [59, "ipv6-nonxt"],
  [60, "ipv6-opts"],
  [88, "eigrp"],
  [89, "ospf"],
  [94, "ipip"],
  [103, "pim"],
  [108, "ipcomp"],
  [112, "vrrp"],
  [115, "l2tp"],
  [132, "sctp"],
  [136, "udplite"],
]);

/** What socket tables print for the protocol over IPv4, IPv6 or both: `tcp6`, `udp46`, `TCPv6`, `udpl6`. */
const versioned = /^(tcp|udp|raw|sctp|dccp|udplite|udpl)(?:v?4|v?6|46)$/;

/** ECS `network.transport`: lower case; a number by its IANA name where it has one, `TCPv6` as `tcp`. */
export function transportName(printed: string): string {
  const lower = printed.toLowerCase();
  const family = versioned.exec(lower);
  if (family) return family[1] === "udpl" ? "udplite" : family[1]!;
  if (lower === "ipv6-icmp" || lower === "icmp6") return "icmpv6";
  return /^\d{1,3}$/.test(lower) ? (transportNames.get(Number(lower)) ?? lower) : lower;
}

/** Only these have ports. */
export function hasPorts(transport: string | undefined): boolean {
  return (
    transport === "tcp" ||
    transport === "udp" ||
    transport === "sctp" ||
    transport === "dccp" ||
    transport === "udplite"
  );
}
