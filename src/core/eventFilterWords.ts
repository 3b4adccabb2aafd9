import { eventColumns, type FilterRelation, type FilterRule, filterRelations } from "./eventFilter.ts";
import { grouped } from "./grouped.ts";

/** `Operation is TCP Send` */
export function conditionWords({ column, relation, value }: FilterRule): string {
  return `${column} ${relation} ${value}`.trimEnd();
}

/** `Include where Operation is TCP Send`; with a word where the rule is switched off. */
export function ruleWords(rule: FilterRule): string {
  const off = rule.state === "off" ? " (off)" : "";
  return `${rule.action === "include" ? "Include" : "Exclude"} where ${conditionWords(rule)}${off}`;
}

/**
 * A whole filter in one sentence, as Process Monitor means it: of the include rules one of each column must be met,
 * of the exclude rules none. `Include where PID is 1432 and Event Class is Network or Process; exclude where Path
 * ends with pagefile.sys or $Mft.`
 */
export function filterWords(rules: readonly FilterRule[]): string {
  const on = rules.filter(({ state }) => state === "on");
  const included = grouped(
    on.filter(({ action }) => action === "include"),
    ({ column }) => column,
  );
  const excluded = on.filter(({ action }) => action === "exclude");
  const columns = [...included.values()];
  const words = columns.map((own) => {
    const any = anyOfWords(own);
    return 1 < columns.length && 1 < any.length ? `(${any.join(" or ")})` : any.join(" or ");
  });
  const parts = [
    words.length === 0 ? "Include every event" : `Include where ${words.join(" and ")}`,
    ...(excluded.length === 0 ? [] : [`exclude where ${anyOfWords(excluded).join(", or ")}`]),
  ];
  return `${parts.join("; ")}.`;
}

/** `Path ends with pagefile.sys or $Mft`: the values of one comparison in one. */
function anyOfWords(rules: readonly FilterRule[]): readonly string[] {
  const comparisons = grouped(rules, ({ column, relation }) => `${column} ${relation}`);
  return Array.from(comparisons, ([words, own]) => `${words} ${own.map(({ value }) => value).join(" or ")}`);
}

export type FilterRead =
  | { readonly kind: "rules"; readonly rules: readonly FilterRule[] }
  | { readonly kind: "refused"; readonly sentence: string };

/** Rules as `ruleWords` says them, one on a line or parted by `;`. `where` may be left out. */
export function readFilterWords(text: string): FilterRead {
  const rules: FilterRule[] = [];
  for (const part of text.split(/\n|;(?=\s*(?:include|exclude)\s)/iu)) {
    const words = part.trim().replace(/;$/u, "");
    if (words === "") continue;
    const rule = readRule(words);
    if (typeof rule === "string") return { kind: "refused", sentence: rule };
    rules.push(rule);
  }
  return { kind: "rules", rules };
}

function readRule(words: string): FilterRule | string {
  const lead = /^(include|exclude)\s+(?:where\s+)?/iu.exec(words);
  if (!lead) return `“${words}” begins with neither “include” nor “exclude”.`;
  const rest = words.slice(lead[0].length);
  const column = longestAtStart(eventColumns, rest);
  if (column === undefined)
    return `“${rest}” begins with no column of Process Monitor: ${eventColumns.join(", ")}.`;
  const behind = rest.slice(column.length).trimStart();
  const relation = longestAtStart<FilterRelation>(filterRelations, behind);
  if (relation === undefined)
    return `Behind “${column}” stands no comparison of Process Monitor: ${filterRelations.join(", ")}.`;
  const action = lead[1]!.toLowerCase() === "include" ? "include" : "exclude";
  return { column, relation, value: behind.slice(relation.length).trim(), action, state: "on" };
}

function longestAtStart<Word extends string>(words: readonly Word[], text: string): Word | undefined {
  const lower = text.toLowerCase();
  const found = words.filter((word) => {
    const after = lower[word.length];
    return lower.startsWith(word.toLowerCase()) && (after === undefined || after === " ");
  });
  return found.sort((a, b) => b.length - a.length)[0];
}
