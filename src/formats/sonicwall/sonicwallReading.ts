import { ascii, hasWordAt, indexOfByte, isLetter, isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";
import type { KeyValueMeaning } from "../keyValues/keyValueMeaning.ts";
import type { OwnReadingOf } from "../keyValues/keyValueReader.ts";
import type { Pairs } from "../keyValues/pairs.ts";
import {
  putSonicwallEnd,
  sonicwallDestination,
  sonicwallDestinationNat,
  sonicwallSource,
  sonicwallSourceNat,
} from "./sonicwallEnd.ts";

/** How messages begin that name two ends and are of no connection through the firewall. */
const aboutTheDevice = [
  ...[
    "Administrator ",
    "User login",
    "User logged",
    "Login",
    "Configuration ",
    "CLI ",
    "GUI admin",
    "Web management login",
  ],
  ...["WLB ", "Probing ", "The network connection in use"],
  ...["Time update", "NTP ", "Failed on updating time"],
];
/** The same of tunnels; with a protocol, they are of a packet in one. */
const aboutTunnels = [
  "IKE",
  "IPSec",
  "IPsec",
  "VPN ",
  "Received notify",
  "Sending",
  "SSL VPN",
  "SSLVPN",
  "DHCP",
];

/** What a table cannot say of SonicOS's ends, protocols and messages. */
export const sonicwallReading: OwnReadingOf = (numberOf) => {
  const ends = [
    [numberOf("srcV6"), sonicwallSource],
    [numberOf("dstV6"), sonicwallDestination],
    [numberOf("natSrcV6"), sonicwallSourceNat],
    [numberOf("natDstV6"), sonicwallDestinationNat],
    [numberOf("src"), sonicwallSource],
    [numberOf("dst"), sonicwallDestination],
    [numberOf("natSrc"), sonicwallSourceNat],
    [numberOf("natDst"), sonicwallDestinationNat],
  ] as const;
  const [proto, message, type, code] = [
    numberOf("proto"),
    numberOf("msg"),
    numberOf("type"),
    numberOf("code"),
  ];
  return {
    finish: (row, pairs, meaning) => {
      const isOf = (words: readonly string[]) => startsWithAny(row.bytes, pairs, message, words);
      if (isOf(aboutTheDevice) || (!pairs.has(proto) && isOf(aboutTunnels))) return "ignorable";
      for (const [key, fields] of ends)
        if (pairs.has(key) && !isWord(row.bytes, pairs.from[key]!, pairs.to[key]!, "::"))
          putSonicwallEnd(row, fields, pairs.from[key]!, pairs.to[key]!);
      checkEnds(row);
      putTransport(row, pairs, proto, message);
      if (row.direction === "unknown") followInterfaces(row, meaning);
      // `code` is a web site's category elsewhere.
      pairs.put(row, type, field.icmpType);
      if (pairs.has(type)) pairs.put(row, code, field.icmpCode);
      return undefined;
    },
  };
};

function startsWithAny(bytes: Uint8Array, pairs: Pairs, key: number, words: readonly string[]): boolean {
  if (!pairs.has(key)) return false;
  for (const word of words) if (hasWordAt(bytes, pairs.from[key]!, pairs.to[key]!, word)) return true;
  return false;
}

function checkEnds(row: Row): void {
  for (const index of [field.sourceAddress, field.destinationAddress])
    if (row.has(index)) checkAddress(row, row.from[index]!, row.to[index]!);
  for (const index of [field.sourcePort, field.destinationPort])
    if (row.has(index)) checkPort(row, row.from[index]!, row.to[index]!);
}

/** `tcp/https`; older messages say it in their first word: `ICMP packet dropped`. */
function putTransport(row: Row, pairs: Pairs, proto: number, message: number): void {
  const { bytes } = row;
  if (pairs.has(proto)) {
    const [from, to] = [pairs.from[proto]!, pairs.to[proto]!];
    const slash = indexOfByte(bytes, ascii.slash, from, to);
    row.set(field.transport, from, slash < 0 ? to : slash);
    const hasService = 0 <= slash && isLetter(bytes[slash + 1]);
    if (hasService && !row.has(field.destinationPort)) row.set(field.destinationPort, slash + 1, to);
    return;
  }
  if (!pairs.has(message)) return;
  const from = pairs.from[message]!;
  const blank = indexOfByte(bytes, ascii.blank, from, pairs.to[message]!);
  if (["TCP", "UDP", "ICMP", "ICMPv6", "IGMP"].some((word) => isWord(bytes, from, blank, word)))
    row.set(field.transport, from, blank);
}

/** Interfaces bear the names of zones where nobody renamed them, up to SonicOS 5. */
function followInterfaces(row: Row, { zones: [zones] }: KeyValueMeaning): void {
  if (!zones || !row.has(field.ingress) || !row.has(field.egress)) return;
  row.direction = zones.between(
    zones.side(row.bytes, row.from[field.ingress]!, row.to[field.ingress]!),
    zones.side(row.bytes, row.from[field.egress]!, row.to[field.egress]!),
  );
}
