import { addressScope, isOutside } from "../core/address.ts";
import type { ListedIndicator } from "../core/indicator.ts";
import { refang } from "../core/refang.ts";
import { indicatorOf } from "../formats/indicators/indicatorOf.ts";
import type { ExtractedForm, ExtractedIndicators } from "../protocol/messages.ts";
import { csvCell } from "../report/escape.ts";

/** Values that one text gives; who has more has a list already. */
const mostIndicators = 100_000;
/** Endings that names of files and of hosts share: here a file is meant. */
const fileEnding =
  /\.(?:bat|bin|cmd|conf|csv|dat|dll|doc|docx|exe|ini|jpg|js|json|lnk|log|md|ocx|pdf|pml|png|ps1|py|sh|so|sys|tmp|ts|txt|vbs|xls|xlsx|xml|zip)$/iu;

/** Addresses outside, networks, domains and hashes of a text, defanged or not, each once and in their order. */
export function indicatorsIn(text: string): readonly ListedIndicator[] {
  const found = new Map<string, ListedIndicator>();
  for (const word of refang(text).split(/[\s,;|"'`<>(){}=]+/u)) {
    const bare = word.replace(/[.:!?]+$/u, "");
    const indicator = indicatorOf(bare);
    if (indicator && isTelling(indicator, bare)) found.set(`${indicator.kind} ${indicator.value}`, indicator);
    if (mostIndicators <= found.size) break;
  }
  return [...found.values()];
}

function isTelling({ kind, value }: ListedIndicator, word: string): boolean {
  if (kind === "address") return isOutside(addressScope(value));
  if (kind === "network") return isOutside(addressScope(value.slice(0, value.indexOf("/"))));
  return kind === "hash" || word.includes("://") || !fileEnding.test(value);
}

/** The same as a list that `.incident/indicators` takes, and other tools. */
export function extractIndicators(text: string, as: ExtractedForm): ExtractedIndicators {
  const indicators = indicatorsIn(text);
  return { count: indicators.length, text: writers[as](indicators) };
}

const writers: { readonly [As in ExtractedForm]: (indicators: readonly ListedIndicator[]) => string } = {
  plain: (indicators) => indicators.map(({ value }) => `${value}\n`).join(""),
  csv: (indicators) =>
    ["type,value", ...indicators.map(({ kind, value }) => `${kind},${csvCell(value)}`)]
      .map((line) => `${line}\r\n`)
      .join(""),
};
