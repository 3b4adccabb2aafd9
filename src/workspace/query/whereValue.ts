import { canonicalAddress } from "../../core/address.ts";
import { portOfService } from "../../core/portNames.ts";
import { parseNetwork } from "./network.ts";
import type { ValueKind, WhereKey } from "./whereKeys.ts";
import type { ValueTest } from "./whereTerm.ts";
import { comparedTime, timeTest } from "./writtenTime.ts";

/** What a value is asked, or one sentence on what to write instead. */
export type ReadValue = ValueTest | { readonly kind: "wrong"; readonly message: string };

const greatestPort = 65_535;
const greatestPid = 0x7fff_ffff;

/** Reads the value behind an operator: `=` (also for `!=` and `in`), `<`, `<=`, `>`, `>=`, `contains`. */
export function readValue(key: WhereKey, operator: string, text: string): ReadValue {
  if (operator === "contains") {
    if (isText(key.kind) || key.kind === "address") return { kind: "contains", text: text.toLowerCase() };
    return wrong(`${key.name} holds no text to search: write ${example(key)}.`);
  }
  if (operator === "=") return readEqual(key, text);
  if (key.kind === "time") return comparedTime(operator, text) ?? wrong(timeSentence(operator));
  const number = key.kind === "port" ? portNumber(text) : wholeNumber(text, greatestPid);
  if (key.kind !== "port" && key.kind !== "number")
    return wrong(`${key.name} has no order: write ${example(key)}.`);
  if (number === undefined) return wrong(`${key.name} ${operator} takes a number: ${example(key)}.`);
  return rangeOf(operator, number);
}

/** A call of this key that is right, for sentences and help. */
export function example({ name, kind }: Pick<WhereKey, "name" | "kind">): string {
  return `${name} ${examples[kind]}`;
}

const examples: { readonly [Kind in ValueKind]: string } = {
  address: "= 203.0.113.77 or = 203.0.113.0/24",
  name: "= example.com or contains example",
  port: "= 12000 or in 1..1023",
  number: "= 1432 or in (4, 1432)",
  word: "= value or in (one, other)",
  text: "= value or contains value",
  time: ">= 2031-07-02T09:30 or in 09:00..09:30",
};

function isText(kind: ValueKind): boolean {
  return kind === "name" || kind === "word" || kind === "text";
}

function readEqual(key: WhereKey, text: string): ReadValue {
  switch (key.kind) {
    case "address": {
      const network = parseNetwork(text);
      if (network) return { kind: "network", network };
      return wrong(`${key.name} takes an address or a network: ${example(key)}.`);
    }
    case "port":
    case "number":
      return readRange(key, text);
    case "time":
      return timeTest(text) ?? wrong(timeSentence("="));
    case "name":
      return { kind: "equal", text: canonicalAddress(text) };
    default:
      return { kind: "equal", text: text.toLowerCase() };
  }
}

function readRange(key: WhereKey, text: string): ReadValue {
  const read = key.kind === "port" ? portNumber : (word: string) => wholeNumber(word, greatestPid);
  const whole = read(text);
  if (whole !== undefined) return { kind: "range", from: whole, to: whole };
  const [first, last, ...more] = text.includes("..") ? text.split("..") : text.split("-");
  const [from, to] = [read(first ?? ""), read(last ?? "")];
  if (from === undefined || to === undefined || more.length !== 0)
    return wrong(
      `${key.name} takes ${key.kind === "port" ? "a port up to 65535 or its service" : "a number"}: ${example(key)}.`,
    );
  return from <= to ? { kind: "range", from, to } : wrong(`The smaller number stands first: ${to}..${from}.`);
}

function rangeOf(operator: string, number: number): ValueTest {
  const [least, most] = [0, Number.MAX_SAFE_INTEGER];
  if (operator === "<") return { kind: "range", from: least, to: number - 1 };
  if (operator === "<=") return { kind: "range", from: least, to: number };
  return { kind: "range", from: operator === ">" ? number + 1 : number, to: most };
}

/** `443`, `:443`, `https` */
export function portNumber(text: string): number | undefined {
  return wholeNumber(text.startsWith(":") ? text.slice(1) : text, greatestPort) ?? portOfService(text);
}

export function wholeNumber(text: string, most: number): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  return Number(text) <= most ? Number(text) : undefined;
}

function timeSentence(operator: string): string {
  return operator === "="
    ? "A time is written 2031-07-02, 09:30, 2031-07-02T09:30:00Z, or as a span 09:00..09:30."
    : "Here a date is needed, as in 2031-07-02T09:30; times of day are written as a span: @timestamp in 09:00..09:30.";
}

function wrong(message: string): ReadValue {
  return { kind: "wrong", message };
}
