import type { IndicatorList } from "../../core/indicator.ts";
import { type Fields, fieldsOf, listOf, textOf } from "./jsonShape.ts";
import { ListBuilder, sayings } from "./listBuilder.ts";

/**
 * Indicators of a STIX 2.1 bundle whose patterns compare one value with `=`, joined by OR as they may be; those that
 * were revoked are left out. What an AND asks for together is no value by itself.
 * https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html#_muftrcpnf89v
 */
export function stixList(bundle: Fields, title: string): IndicatorList {
  const list = new ListBuilder();
  for (const object of listOf(bundle["objects"]).map(fieldsOf)) {
    if (object["type"] !== "indicator") continue;
    const pattern = textOf(object["pattern"]);
    const isPlain = object["revoked"] !== true && (object["pattern_type"] ?? "stix") === "stix";
    const values = isPlain ? valuesOf(pattern) : [];
    const says = sayings(object["name"] ?? object["description"], object["valid_from"]);
    if (values.length === 0) list.leaveOut();
    for (const value of values) list.add(value, says);
  }
  return list.finish({ title, purpose: "bad" });
}

/** Objects whose `value`, or whose hashes, can be met in a capture. */
const comparison =
  /\[?\s*(?:ipv4-addr:value|ipv6-addr:value|domain-name:value|url:value|file:hashes\.(?:'[^']{1,20}'|[A-Za-z0-9-]{1,20}))\s*=\s*'((?:[^'\\]|\\.){1,2000})'\s*\]?/gu;

function valuesOf(pattern: string): readonly string[] {
  if (mostOfPattern < pattern.length) return [];
  const rest = pattern.replace(comparison, "");
  if (!/^[\s()]*(?:OR[\s()]*)*$/u.test(rest)) return [];
  return [...pattern.matchAll(comparison)].map(([, value = ""]) => value.replace(/\\(.)/gu, "$1"));
}

const mostOfPattern = 100_000;
