import { defangAddress, defangDomain } from "../defang.ts";
import { markdownCell, markdownIndicator } from "../escape.ts";
import { type Indicator, indicatorsOf } from "../indicators.ts";
import type { ReportInput } from "../reportInput.ts";
import { isMalicious } from "../verdicts.ts";
import { portText } from "./remoteText.ts";
import { spanText } from "./reportTime.ts";
import { counted, tableLines } from "./table.ts";

const mostIndicators = 20;

/** What others may look for. Addresses and domains are defanged; the CSV and STIX exports have them live. */
export function indicatorsSection(input: ReportInput): readonly string[] {
  const indicators = indicatorsOf(input);
  if (indicators.length === 0) return ["## Indicators", "", "None."];
  return [
    "## Indicators",
    "",
    "Seen is not the same as bad: see the verdicts. Addresses and domains are defanged.",
    "",
    ...tableLines({
      head: ["Type", "Value", "Seen", "When (UTC)", "Verdict", "Shown by"],
      values: indicators,
      cellsOf: (indicator) => cells(input, indicator),
      most: mostIndicators,
      rest: "export the indicators as CSV to have all of them.",
    }),
  ];
}

function cells(input: ReportInput, indicator: Indicator): readonly string[] {
  const text = input.verdicts.text(indicator.verdict);
  return [
    indicator.type === "file" ? "file:sha256" : indicator.type,
    valueText(indicator),
    seenText(indicator),
    spanText(indicator.first, indicator.last),
    isMalicious(indicator.verdict) ? `**${text}**` : text,
    0 < indicator.evidence.length ? input.links(indicator.evidence) : "ledger",
  ];
}

function valueText(indicator: Indicator): string {
  const { type, value, hashes } = indicator;
  if (type === "domain-name") return markdownCell(defangDomain(value));
  if (type !== "file") return markdownCell(defangAddress(value));
  const names = [...new Set(hashes.map(({ file }) => file.split(/[\\/]/u).at(-1)!))];
  return [value, ...names.slice(0, 2)].map(markdownIndicator).join(" ");
}

function seenText({ type, count, remotes }: Indicator): string {
  if (type === "file") return count === 0 ? "looked up only" : `hashed ${count} ×`;
  if (count === 0) return "looked up only";
  const ports = [...new Set(remotes.map(portText).filter((text) => text !== ""))];
  const where = ports.slice(0, 3).join(", ") + (3 < ports.length ? " …" : "");
  return `${counted(count)} ×${where === "" ? "" : ` (${where})`}`;
}
