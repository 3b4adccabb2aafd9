import { type FilterRule, filterRelations } from "../../../core/eventFilter.ts";
import { joinedBytes, wordAt, wordBytes } from "./byteParts.ts";
import { codeOfColumn, columnOfCode } from "./pmcColumns.ts";
import { textOf, wideText } from "./wideText.ts";

/** A rule as it stands in a file; without a meaning where its column or its comparison is not known. */
export interface StoredRule {
  readonly rule: FilterRule | undefined;
  readonly bytes: Uint8Array;
}

/** The rules of `FilterRules` or `HighlightRules`; undefined where the bytes are no list of rules. */
export type StoredRules = readonly StoredRule[];

const listHead = 5;
const ruleHead = 13;
const ruleTail = 8;

/**
 * A list is `1`, the count (32 bits), then the rules:
 *
 *     column 32 | comparison 32 | 1 for include, 0 for exclude: 8 | size of the value 32 | value in UTF-16 | number 32 | 0: 32
 *
 * The number is the value again where that is one. No place for a rule's being switched off is known: those that
 * are written are on.
 */
export function readRules(bytes: Uint8Array): StoredRules | undefined {
  const count = bytes.length < listHead ? 0 : wordAt(bytes, 1);
  if ((bytes.length - listHead) / (ruleHead + ruleTail) < count) return undefined;
  const rules: StoredRule[] = [];
  let at = listHead;
  for (let i = 0; i < count; i++) {
    const rule = readRule(bytes.subarray(at));
    if (!rule) return undefined;
    rules.push(rule);
    at += rule.bytes.length;
  }
  return rules;
}

function readRule(bytes: Uint8Array): StoredRule | undefined {
  const valueSize = wordAt(bytes, 9);
  const size = ruleHead + valueSize + ruleTail;
  if (bytes.length < size) return undefined;
  const column = columnOfCode(wordAt(bytes, 0));
  const relation = filterRelations[wordAt(bytes, 4)];
  const value = textOf(bytes.subarray(ruleHead, ruleHead + valueSize));
  const action = bytes[8] === 1 ? "include" : "exclude";
  return {
    rule: column && relation ? { column, relation, value, action, state: "on" } : undefined,
    bytes: bytes.subarray(0, size),
  };
}

/** A list of rules in which those that it had keep their bytes, and those that were not understood stay. */
export function ruleList(rules: readonly FilterRule[], former: StoredRules): Uint8Array {
  const left = [...former];
  const on = rules.filter(({ state }) => state === "on");
  const known = on.map((rule) => {
    const at = left.findIndex((stored) => stored.rule !== undefined && isSame(stored.rule, rule));
    return at < 0 ? ruleBytes(rule) : left.splice(at, 1)[0]!.bytes;
  });
  const kept = left.filter((stored) => stored.rule === undefined).map(({ bytes }) => bytes);
  const all = [...known, ...kept];
  return joinedBytes([Uint8Array.of(1), wordBytes(all.length), ...all]);
}

function isSame(a: FilterRule, b: FilterRule): boolean {
  return a.column === b.column && a.relation === b.relation && a.value === b.value && a.action === b.action;
}

function ruleBytes(rule: FilterRule): Uint8Array {
  const value = wideText(rule.value);
  return joinedBytes([
    wordBytes(codeOfColumn(rule.column), filterRelations.indexOf(rule.relation)),
    Uint8Array.of(rule.action === "include" ? 1 : 0),
    wordBytes(value.length),
    value,
    wordBytes(numberOf(rule), 0),
  ]);
}

/** Without its number a rule for a PID is never met. */
function numberOf({ column, value }: FilterRule): number {
  if (/^\d{1,10}$/u.test(value)) return Number(value) >>> 0;
  if (column === "Architecture") return value.includes("32") ? 32 : 64;
  return 0;
}
