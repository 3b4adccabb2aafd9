import { fieldNames } from "../../core/field.ts";
import type { FieldUse } from "../words/fieldUse.ts";

/** Short for the two that a pattern names most often. */
export const useAliases: ReadonlyMap<string, string> = new Map([
  ["source", "sourceAddress"],
  ["destination", "destinationAddress"],
]);

/** What a column, a key or a value of a pattern may be. */
export const useNames: readonly string[] = [
  ...useAliases.keys(),
  ...fieldNames,
  "sourceEndpoint",
  "destinationEndpoint",
];

/** The use that a name in a pattern or a definition stands for. */
export function useNamed(name: string): FieldUse | undefined {
  return useNames.includes(name) ? ((useAliases.get(name) ?? name) as FieldUse) : undefined;
}
