interface PortName {
  readonly port: number;
  readonly name: string;
  /** Other spellings in a Windows or Linux services file. */
  readonly aliases?: readonly string[];
}

/**
 * Service names as netstat resolves them (without -n) and as a hover guesses them.
 * https://www.iana.org/assignments/service-names-port-numbers
 */
const table: readonly PortName[] = [
  { port: 7, name: "echo" },
  { port: 20, name: "ftp-data" },
  { port: 21, name: "ftp" },
  { port: 22, name: "ssh" },
  { port: 23, name: "telnet" },
  { port: 25, name: "smtp" },
  { port: 37, name: "time" },
  { port: 43, name: "nicname", aliases: ["whois"] },
  { port: 53, name: "domain", aliases: ["dns"] },
  { port: 67, name: "bootps" },
  { port: 68, name: "bootpc" },
  { port: 69, name: "tftp" },
  { port: 79, name: "finger" },
  { port: 80, name: "http", aliases: ["www", "www-http"] },
  { port: 88, name: "kerberos", aliases: ["kerberos-sec"] },
  { port: 110, name: "pop3" },
  { port: 111, name: "sunrpc", aliases: ["rpcbind"] },
  { port: 113, name: "auth", aliases: ["ident"] },
  { port: 119, name: "nntp" },
  { port: 123, name: "ntp" },
  { port: 135, name: "epmap", aliases: ["loc-srv"] },
  { port: 137, name: "netbios-ns", aliases: ["nbname"] },
  { port: 138, name: "netbios-dgm", aliases: ["nbdatagram"] },
  { port: 139, name: "netbios-ssn", aliases: ["nbsession"] },
  { port: 143, name: "imap", aliases: ["imap2"] },
  { port: 161, name: "snmp" },
  { port: 162, name: "snmptrap", aliases: ["snmp-trap"] },
  { port: 179, name: "bgp" },
  { port: 389, name: "ldap" },
  { port: 427, name: "svrloc" },
  { port: 443, name: "https" },
  { port: 445, name: "microsoft-ds" },
  { port: 464, name: "kpasswd" },
  { port: 465, name: "submissions", aliases: ["smtps", "ssmtp"] },
  { port: 500, name: "isakmp", aliases: ["ike"] },
  { port: 514, name: "syslog" },
  { port: 515, name: "printer" },
  { port: 520, name: "router" },
  { port: 546, name: "dhcpv6-client" },
  { port: 547, name: "dhcpv6-server" },
  { port: 554, name: "rtsp" },
  { port: 587, name: "submission" },
  { port: 593, name: "http-rpc-epmap" },
  { port: 631, name: "ipp" },
  { port: 636, name: "ldaps", aliases: ["sldap"] },
  { port: 853, name: "domain-s" },
  { port: 873, name: "rsync" },
  { port: 989, name: "ftps-data" },
  { port: 990, name: "ftps" },
  { port: 993, name: "imaps" },
  { port: 995, name: "pop3s" },
  { port: 1080, name: "socks" },
  { port: 1194, name: "openvpn" },
  { port: 1433, name: "ms-sql-s" },
  { port: 1434, name: "ms-sql-m" },
  { port: 1521, name: "ncube-lm" },
  { port: 1701, name: "l2tp" },
  { port: 1723, name: "pptp" },
  { port: 1812, name: "radius" },
  { port: 1813, name: "radius-acct" },
  { port: 1883, name: "mqtt" },
  { port: 1900, name: "ssdp" },
  { port: 2049, name: "nfs", aliases: ["nfsd"] },
  { port: 3268, name: "msft-gc" },
  { port: 3269, name: "msft-gc-ssl" },
  { port: 3306, name: "mysql" },
  { port: 3389, name: "ms-wbt-server", aliases: ["rdp"] },
  { port: 3478, name: "stun" },
  { port: 3544, name: "teredo" },
  { port: 3702, name: "ws-discovery" },
  { port: 4500, name: "ipsec-nat-t", aliases: ["ipsec-msft"] },
  { port: 5060, name: "sip" },
  { port: 5061, name: "sips" },
  { port: 5222, name: "xmpp-client", aliases: ["jabber-client"] },
  { port: 5351, name: "nat-pmp" },
  { port: 5353, name: "mdns" },
  { port: 5355, name: "llmnr" },
  { port: 5357, name: "wsd" },
  { port: 5432, name: "postgresql" },
  { port: 5671, name: "amqps" },
  { port: 5672, name: "amqp" },
  { port: 5985, name: "wsman", aliases: ["winrm"] },
  { port: 5986, name: "wsmans" },
  { port: 6379, name: "redis" },
  { port: 6667, name: "ircu" },
  { port: 7680, name: "pando-pub" },
  { port: 8008, name: "http-alt" },
  { port: 8080, name: "http-alt" },
  { port: 8443, name: "pcsync-https" },
  { port: 9100, name: "hp-pdl-datastr" },
];

const portByName: ReadonlyMap<string, number> = new Map(
  table.flatMap(({ port, name, aliases = [] }) => [name, ...aliases].map((word) => [word, port] as const)),
);
const nameByPort: ReadonlyMap<number, string> = new Map(table.map(({ port, name }) => [port, name]));

/** The port of a service name, where IANA or a Windows services file has one. */
export function portOfService(name: string): number | undefined {
  return portByName.get(name.toLowerCase());
}

/** What usually listens on a port: a guess, and to be shown as one. */
export function usualService(port: number): string | undefined {
  return nameByPort.get(port);
}
