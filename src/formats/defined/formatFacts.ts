import type { Carried, Format } from "../../core/format.ts";
import { useAliases } from "../patterns/useNames.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import type { FormatDefinition } from "./formatDefinition.ts";

/** Fields that not every line of a note has. */
const telling: ReadonlySet<string> = new Set<FieldUse | "date">([
  "time",
  "date",
  "sourceAddress",
  "destinationAddress",
  "sourceEndpoint",
  "destinationEndpoint",
  "pid",
  "md5",
  "sha1",
  "sha256",
]);

/** Whether a field, by its name in a definition, tells lines of a log from others. */
export function isTelling(use: string): boolean {
  return telling.has(useAliases.get(use) ?? use);
}

/** What a format says of itself; `uses` are those of its values. */
export function formatFacts(
  { id, title, family, reference = "", zone }: FormatDefinition,
  uses: readonly string[],
): Omit<Format, "claims" | "reader"> {
  const carries = [...new Set(uses.flatMap((use) => carriedBy[use] ?? []))];
  return {
    ...{ id, title, family, reference, vendor: id.slice(0, id.indexOf(".")), carries },
    ...(zone === undefined ? {} : { facts: { zone } }),
  };
}

const carriedBy: Readonly<Record<string, Carried>> = {
  time: "time",
  date: "time",
  direction: "direction",
  size: "bytes",
  sourceBytes: "bytes",
  destinationBytes: "bytes",
  pid: "pid",
  process: "process",
  state: "state",
  ingress: "interface",
  egress: "interface",
  rule: "rule",
  sourceNatAddress: "nat",
  destinationNatAddress: "nat",
} satisfies { readonly [U in FieldUse | "date"]?: Carried };
