import {
  type EventColumn,
  eventColumns,
  type FilterRelation,
  type FilterRule,
  filterRelations,
} from "./eventFilter.ts";

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
 * of the exclude rules none. `Include where PID is 1432 and (Event Class is Network or Event Class is Process);
 * exclude where Path ends with pagefile.sys.`
 */
export function filterWords(rules: readonly FilterRule[]): string {
  const on = rules.filter(({ state }) => state === "on");
  const included = includedWords(on.filter(({ action }) => action === "include"));
  const excluded = on.filter(({ action }) => action === "exclude").map(conditionWords);
  const parts = [
    included === "" ? "Include every event" : `Include where ${included}`,
    ...(excluded.length === 0 ? [] : [`exclude where ${excluded.join(" or ")}`]),
  ];
  return `${parts.join("; ")}.`;
}

function includedWords(rules: readonly FilterRule[]): string {
  const columns = new Map<EventColumn, string[]>();
  for (const rule of rules) {
    const own = columns.get(rule.column) ?? [];
    columns.set(rule.column, [...own, conditionWords(rule)]);
  }
  const groups = [...columns.values()];
  return groups
    .map((own) => (1 < own.length && 1 < groups.length ? `(${own.join(" or ")})` : own.join(" or ")))
    .join(" and ");
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
