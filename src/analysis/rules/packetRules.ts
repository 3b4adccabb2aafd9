import type { RowRule } from "./rowRule.ts";

/**
 * Protocols above IP whose packets carry no ports. ICMP is among them only for netfilter: Windows' firewall has
 * been seen to print numbers in the port columns of ICMP rows.
 */
const portless: ReadonlySet<string> = new Set([
  "igmp",
  "ipv4",
  "ipv6",
  "gre",
  "esp",
  "ah",
  "eigrp",
  "ospf",
  "ipip",
  "pim",
  "ipcomp",
  "vrrp",
]);
const icmp: ReadonlySet<string> = new Set(["icmp", "icmpv6"]);

export const packetRules: readonly RowRule[] = [
  {
    code: "FW004",
    formats: ["windows.firewall", "linux.netfilter"],
    mark: "destinationPort",
    holds: ({ transport, format, source, destination }) =>
      transport !== undefined &&
      (source.port ?? destination.port ?? 0) !== 0 &&
      (portless.has(transport) || (format === "linux.netfilter" && icmp.has(transport))),
    message: ({ transport, destination }) =>
      `${transport?.toUpperCase()} has no ports, and this row names ${destination.port === undefined ? "one" : `port ${destination.port}`}: the protocol or the port was edited or misread.`,
  },
];
