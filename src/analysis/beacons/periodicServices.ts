/** A service that calls regularly by design. It names a beacon; it never excuses one: the port proves nothing. */
export interface PeriodicService {
  readonly name: string;
  readonly transport: "tcp" | "udp";
  /** The port called, or, for services that use it on both ends, either port. */
  readonly port: number;
  /** Whether it is only known inside the network, as the services of a domain controller are. */
  readonly only?: "internal";
  /** Least and most seconds between calls, where the reference gives them. */
  readonly periods?: readonly [least: number, most: number];
  readonly reference: string;
}

/** A periodic service whose port was called, and whether the period is one it is known for. */
export interface ServiceMatch {
  readonly service: PeriodicService;
  readonly period: "usual" | "unusual" | "unknown";
}

/** Share by which a measured period may miss the documented one. */
const slack = 0.1;

/** The rhythm to be named: `transport` in lower case, `reach` internal where both ends are of the case's network. */
export interface ObservedRhythm {
  readonly transport: string;
  readonly port: number;
  readonly reach: "internal" | "external";
  readonly periodSeconds: number;
}

export function matchPeriodicService(rhythm: ObservedRhythm): ServiceMatch | undefined {
  const { transport, port, reach, periodSeconds } = rhythm;
  const service = periodicServices.find(
    (known) =>
      known.port === port &&
      known.transport === transport &&
      (known.only === undefined || known.only === reach),
  );
  return service && { service, period: judgePeriod(service, periodSeconds) };
}

function judgePeriod({ periods }: PeriodicService, seconds: number): ServiceMatch["period"] {
  if (periods === undefined) return "unknown";
  const [least, most] = periods;
  return seconds >= least * (1 - slack) && seconds <= most * (1 + slack) ? "usual" : "unusual";
}

const windowsPorts =
  "https://learn.microsoft.com/troubleshoot/windows-server/networking/service-overview-and-network-port-requirements";

const internalServices = [
  ["DNS client", "udp", 53],
  ["Kerberos client", "tcp", 88],
  ["LDAP client", "tcp", 389],
  ["LDAP client", "udp", 389],
  ["SMB client", "tcp", 445],
] as const;

/** One row a port. */
export const periodicServices: readonly PeriodicService[] = [
  ...internalServices.map(
    ([name, transport, port]): PeriodicService => ({
      name,
      transport,
      port,
      only: "internal",
      reference: windowsPorts,
    }),
  ),
  {
    name: "DHCP renewal",
    transport: "udp",
    port: 67,
    reference: "https://www.rfc-editor.org/rfc/rfc2131#section-4.4.5",
  },
  {
    name: "NTP",
    transport: "udp",
    port: 123,
    // Poll exponents 4 to 17.
    periods: [16, 131_072],
    reference: "https://www.rfc-editor.org/rfc/rfc5905#section-7.2",
  },
  {
    name: "Windows browser announcement",
    transport: "udp",
    port: 138,
    periods: [240, 720],
    reference: "https://technet.microsoft.com/en-us/library/cc959908.aspx",
  },
  {
    name: "SNMP polling",
    transport: "udp",
    port: 161,
    reference: "https://www.rfc-editor.org/rfc/rfc3417#section-3",
  },
  {
    name: "RIP update",
    transport: "udp",
    port: 520,
    periods: [25, 35],
    reference: "https://www.rfc-editor.org/rfc/rfc2453#section-3.8",
  },
  {
    name: "RIPng update",
    transport: "udp",
    port: 521,
    periods: [15, 45],
    reference: "https://www.rfc-editor.org/rfc/rfc2080#section-2.3",
  },
  {
    name: "DHCPv6 renewal",
    transport: "udp",
    port: 547,
    reference: "https://www.rfc-editor.org/rfc/rfc8415#section-18.2.4",
  },
  {
    name: "SSDP advertisement",
    transport: "udp",
    port: 1900,
    reference:
      "https://openconnectivity.org/upnp-specs/UPnP-arch-DeviceArchitecture-v2.0-20200417.pdf#page=35",
  },
  {
    name: "HSRP hello",
    transport: "udp",
    port: 1985,
    reference: "https://www.rfc-editor.org/rfc/rfc2281#section-5.1",
  },
  {
    name: "STUN keep-alive",
    transport: "udp",
    port: 3478,
    reference: "https://www.rfc-editor.org/rfc/rfc8445#section-11",
  },
  {
    name: "Teredo keep-alive",
    transport: "udp",
    port: 3544,
    reference: "https://www.rfc-editor.org/rfc/rfc4380#section-5.2.5",
  },
  {
    name: "IPsec NAT keep-alive",
    transport: "udp",
    port: 4500,
    reference: "https://www.rfc-editor.org/rfc/rfc3948#section-4",
  },
  {
    name: "Apple push",
    transport: "tcp",
    port: 5223,
    reference: "https://support.apple.com/en-us/HT203609",
  },
  ...[5228, 5229, 5230].map(
    (port): PeriodicService => ({
      name: "Firebase Cloud Messaging",
      transport: "tcp",
      port,
      reference: "https://firebase.google.com/docs/cloud-messaging/network-configuration",
    }),
  ),
  {
    name: "CAPWAP echo",
    transport: "udp",
    port: 5246,
    reference: "https://www.rfc-editor.org/rfc/rfc5415#section-4.7",
  },
  {
    name: "NAT-PMP or PCP renewal",
    transport: "udp",
    port: 5351,
    reference: "https://www.rfc-editor.org/rfc/rfc6886#section-3.3",
  },
  {
    name: "mDNS",
    transport: "udp",
    port: 5353,
    reference: "https://www.rfc-editor.org/rfc/rfc6762#section-5.2",
  },
  {
    name: "ZeroTier",
    transport: "udp",
    port: 9993,
    reference: "https://docs.zerotier.com/whitelist",
  },
  {
    name: "Dropbox LAN sync",
    transport: "udp",
    port: 17_500,
    reference: "https://help.dropbox.com/sync/lan-sync-overview",
  },
  {
    name: "Tailscale",
    transport: "udp",
    port: 41_641,
    reference: "https://tailscale.com/kb/1082/firewall-ports",
  },
  {
    name: "WireGuard keep-alive",
    transport: "udp",
    port: 51_820,
    reference: "https://www.wireguard.com/quickstart/#nat-and-firewall-traversal-persistence",
  },
];
