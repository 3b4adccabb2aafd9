import type { EventType } from "../../core/direction.ts";
import { WordTable } from "../cells/wordTable.ts";

/** What a word of a message tells, or what the word behind it is. */
export type AsaWord =
  | { readonly kind: "action"; readonly means: EventType | undefined; readonly weight: "firm" | "faint" }
  | { readonly kind: "direction"; readonly direction: "inbound" | "outbound" }
  | {
      readonly kind:
        | "transport"
        | "first"
        | "near"
        | "second"
        | "translated"
        | "interface"
        | "rule"
        | "list"
        | "access-list"
        | "user"
        | "protocol"
        | "connection"
        | "duration"
        | "bytes"
        | "type"
        | "code"
        | "hits"
        | "reason"
        | "quoted";
    };

const words = new WordTable<AsaWord>();

function add(word: AsaWord, texts: string): void {
  for (const text of texts.split(" ")) words.add(text, word);
}

function addActions(means: EventType | undefined, weight: "firm" | "faint", texts: string): void {
  add({ kind: "action", means, weight }, texts);
}

addActions("start", "firm", "built");
addActions("end", "firm", "teardown");
addActions("allowed", "firm", "permitted est-allowed");
addActions(
  "denied",
  "firm",
  "deny denied dropped dropping drop discarded reset shunned blocked rejected terminating terminated",
);
addActions("info", "firm", "monitored whitelisted bypass");
// What a message says of other things too: taken where it says nothing firmer.
addActions("info", "faint", "requested duplicate matched offloaded received cleared");
addActions(undefined, "faint", "failed exceeded invalid bad");

add({ kind: "direction", direction: "inbound" }, "inbound");
add({ kind: "direction", direction: "outbound" }, "outbound");
add(
  { kind: "transport" },
  "tcp udp icmp icmp6 icmpv6 ipv6-icmp gre esp ah igmp sctp eigrp ospf pim vrrp ip ipinip l2tp pptp",
);
// "for outside:…": what stands behind "for" has to have an interface.
add({ kind: "near" }, "for");
add({ kind: "first" }, "from src faddr foreign_address");
add({ kind: "second" }, "to dst dest laddr local_address -> address");
add({ kind: "translated" }, "gaddr");
add({ kind: "interface" }, "on");
add({ kind: "rule" }, "access-group access_group");
add({ kind: "list" }, "list");
add({ kind: "access-list" }, "access-list");
add({ kind: "user" }, "user");
add({ kind: "protocol" }, "protocol");
add({ kind: "connection" }, "connection");
add({ kind: "duration" }, "duration");
add({ kind: "bytes" }, "bytes");
add({ kind: "type" }, "type");
add({ kind: "code" }, "code");
add({ kind: "hits" }, "hit-cnt");
add({ kind: "reason" }, "due reason");
// The packet that an ICMP error speaks of.
add({ kind: "quoted" }, "original");

/** The meaning of the word at `[from, to)`, whatever its case and the marks around it. */
export function asaWord(bytes: Uint8Array, from: number, to: number): AsaWord | undefined {
  let [start, end] = [from, to];
  while (start < end && isMark(bytes[start]!)) start++;
  while (start < end && isMark(bytes[end - 1]!)) end--;
  return end === start ? undefined : words.find(bytes, start, end);
}

/** Of marks around words: `(type`, `reason:`, `black-listed,`. */
function isMark(byte: number): boolean {
  return byte === 0x28 || byte === 0x29 || byte === 0x2c || byte === 0x2e || byte === 0x3a || byte === 0x3b;
}

/** Numbers of messages, as ranges. */
type Codes = readonly (readonly [first: number, last: number])[];

/**
 * Messages that are of one connection or packet, also where they have no ports. Of all others, those that name two
 * ends with ports are. https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/asa-syslog.html
 */
const connections: Codes = [
  [106001, 106007],
  [106010, 106018],
  [106020, 106027],
  [106100, 106100],
  [106102, 106103],
  [108003, 108004],
  [302001, 302006],
  [302012, 302018],
  [302020, 302027],
  [302033, 302036],
  [302303, 302306],
  [305005, 305006],
  [305009, 305015],
  [313001, 313009],
  [338001, 338204],
  [400000, 400051],
  [401004, 401004],
  [410001, 410004],
  [419001, 419003],
  [420002, 420003],
  [434002, 434004],
  [500003, 500005],
  [710001, 710007],
];

/** Frequent messages that are of no connection: who is configuring, logging in, using a tunnel; hosts, rates. */
const others: Codes = [
  [111_001, 113_999],
  [609_001, 609_002],
  [713_001, 725_999],
  [733_100, 733_105],
  [737_001, 737_999],
];

/** Messages that tell what an address is translated to. */
const translations: Codes = [
  [305009, 305012],
  [305014, 305015],
];

export function isConnectionCode(code: number): boolean {
  return connections.some(([first, last]) => first <= code && code <= last);
}

export function isOtherCode(code: number): boolean {
  return others.some(([first, last]) => first <= code && code <= last);
}

export function isTranslationCode(code: number): boolean {
  return translations.some(([first, last]) => first <= code && code <= last);
}
