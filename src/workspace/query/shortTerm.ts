import { tcpStates } from "../../core/tcpState.ts";
import { parseNetwork, unbracketed } from "./network.ts";
import type { ValueTest, Where } from "./whereTerm.ts";
import { portNumber, wholeNumber } from "./whereValue.ts";
import { timeTest } from "./writtenTime.ts";

/** A word that stands alone, as people type what they look for; what is nothing else is a part of a name. */
export function shortTerm(word: string): Where {
  for (const read of [addressTerm, portTerm, numberTerm, timeTerm, knownWord]) {
    const term = read(word);
    if (term) return term;
  }
  return { kind: "text", text: word.toLowerCase() };
}

/** `203.0.113.77`, `203.0.113.0/24`, `203.0.113.77:12000`, `[2001:db8::1]:443` */
function addressTerm(word: string): Where | undefined {
  const network = parseNetwork(word);
  if (network) return keyTerm("related.ip", { kind: "network", network });
  const end = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(word);
  const address = end && parseNetwork(unbracketed(end[1]!));
  const port = end ? portNumber(end[2]!) : undefined;
  return address && port !== undefined ? { kind: "endpoint", network: address, port } : undefined;
}

/** `:12000`, `:1..1023`, `12000/udp` as views show it */
function portTerm(word: string): Where | undefined {
  const parts = /^:(\d{1,5})(?:(?:\.\.|-)(\d{1,5}))?$/.exec(word);
  if (parts) return portsBetween(parts[1]!, parts[2] ?? parts[1]!);
  const served = /^(\d{1,5})\/([a-z]+)$/iu.exec(word);
  const port = served ? portsBetween(served[1]!, served[1]!) : undefined;
  const transport = served?.[2] === undefined ? undefined : knownWord(served[2]);
  return port && transport ? { kind: "all", terms: [port, transport] } : undefined;
}

function portsBetween(first: string, last: string): Where | undefined {
  const [from, to] = [portNumber(first), portNumber(last)];
  if (from === undefined || to === undefined || to < from) return undefined;
  return keyTerm("port", { kind: "range", from, to });
}

/** A number alone may be a port or a PID. */
function numberTerm(word: string): Where | undefined {
  const number = wholeNumber(word, 0x7fff_ffff);
  if (number === undefined) return undefined;
  const range = { kind: "range", from: number, to: number } as const;
  return { kind: "any", terms: [keyTerm("port", range), keyTerm("process.pid", range)] };
}

/** `10:00..10:30`, `2031-07-02`, `2031-07-02T09:30Z` */
function timeTerm(word: string): Where | undefined {
  const test = timeTest(word);
  return test && keyTerm("@timestamp", test);
}

/** Words that mean one thing wherever they stand. Other words of a capture are found as text. */
export const knownWords: { readonly [key: string]: readonly string[] } = {
  "network.transport": ["tcp", "udp", "icmp", "icmpv6", "igmp", "sctp", "gre", "esp"],
  "event.type": ["allowed", "denied"],
  "event.action": ["allow", "drop", "deny", "block", "reject", "accept", "pass"],
  "network.direction": ["inbound", "outbound"],
  "connection.state": tcpStates.map((state) => state.toLowerCase()),
};

function knownWord(word: string): Where | undefined {
  const text = word.toLowerCase();
  for (const [key, words] of Object.entries(knownWords))
    if (words.includes(text)) return keyTerm(key, { kind: "equal", text });
  return undefined;
}

function keyTerm(key: string, ...tests: readonly ValueTest[]): Where {
  return { kind: "key", key, tests };
}
