import { conditionWords, filterWords, ruleWords } from "../../../core/eventFilterWords.ts";
import type { Pmc } from "./pmc.ts";

/** A configuration in lines for people. Values of the file in them are not escaped yet. */
export function pmcWords(pmc: Pmc): readonly string[] {
  const { filter, highlight, columns, dropsFiltered, resolvesAddresses, logfile, remarks } = pmc;
  return [
    `Columns: ${columns.join(", ") || "not said"}`,
    `Events that the filter excludes are ${dropsFiltered ? "not kept" : "kept, and hidden"}.`,
    ...(resolvesAddresses ? ["Addresses and ports are shown by their names."] : []),
    ...(logfile === undefined ? [] : [`Written to: ${logfile}`]),
    `Filter: ${filterWords(filter)}`,
    ...filter.map((rule) => `  ${ruleWords(rule)}`),
    ...(highlight.length === 0
      ? []
      : ["Highlighted:", ...highlight.map((rule) => `  where ${conditionWords(rule)}`)]),
    ...remarks,
  ];
}
