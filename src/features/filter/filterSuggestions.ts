import { usualService } from "../../core/portNames.ts";
import type { FilterSuggestion } from "../../protocol/filter.ts";
import { few, plural } from "../../report/sections/table.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { knownWords } from "../../workspace/query/shortTerm.ts";
import { type ValueKind, type WhereKey, whereKey, whereKeys } from "../../workspace/query/whereKeys.ts";
import { type CaseValues, caseValuesOf, type ValueCounts } from "./caseValues.ts";
import { filterPlace } from "./filterPlace.ts";

const mostValues = 30;
const mostNames = 3;
/** Of each key, while nothing says which is meant. */
const mostOfEach = 4;

/** What may be typed next at the end of a filter: keys, operators, and values that rows of the case have. */
export function filterSuggestions(snapshot: CaseSnapshot, text: string): readonly FilterSuggestion[] {
  const { before, typed, expects } = filterPlace(text);
  const values = caseValuesOf(snapshot);
  const gap = before === "" || /[\s(,:=<>~!]$/u.test(before) ? "" : " ";
  const completed = ({ insert, ...suggestion }: Draft): FilterSuggestion => ({
    ...suggestion,
    text: `${before}${gap}${insert}`,
  });
  switch (expects.kind) {
    case "operator":
      return operatorDrafts(expects.key, typed).map(completed);
    case "value":
      return valueDrafts(values, expects.key, typed, mostValues).map(completed);
    default:
      return termDrafts(values, typed).map(completed);
  }
}

/** A suggestion, and what it puts in the place of the word that is being typed. */
interface Draft extends Omit<FilterSuggestion, "text"> {
  readonly insert: string;
}

const operators: { readonly [Kind in ValueKind]: readonly (readonly [sign: string, meaning: string])[] } = {
  address: [
    ["=", "is this address, or in this network"],
    ["!=", "is another"],
    ["in", "is one of a list: (a, b)"],
    ["contains", "has this in its text"],
  ],
  name: texts(),
  port: numbers("1..1023"),
  number: numbers("4..1432"),
  word: texts(),
  text: texts(),
  time: [
    [">=", "from then on"],
    ["<=", "up to then"],
    ["in", "in a span: 09:00..09:30"],
    ["=", "on this day, in this minute"],
  ],
};

function texts(): readonly (readonly [string, string])[] {
  return [
    ["=", "is this"],
    ["!=", "is another"],
    ["in", "is one of a list: (a, b)"],
    ["contains", "has this in its text"],
  ];
}

function numbers(span: string): readonly (readonly [string, string])[] {
  return [
    ["=", "is this"],
    ["!=", "is another"],
    ["in", `is in a span or a list: ${span}, (a, b)`],
    [">=", "is at least"],
    ["<=", "is at most"],
  ];
}

function operatorDrafts({ name, kind }: WhereKey, typed: string): readonly Draft[] {
  return operators[kind]
    .filter(([sign]) => sign.startsWith(typed.toLowerCase()))
    .map(([sign, meaning]) => ({
      kind: "operator",
      label: sign,
      description: `${name} ${meaning}`,
      insert: `${sign} `,
    }));
}

/** The values of a key that have the typed text, the most frequent first. */
function valueDrafts(
  values: CaseValues,
  key: WhereKey,
  typed: string,
  most: number,
  insertOf: (value: string) => string = quotedWhereNeeded,
): readonly Draft[] {
  return mostFrequent(values.of(key), typed.toLowerCase(), most).map(([value, rows]) => ({
    kind: "value",
    label: value,
    description: [valueNote(values, key, value), plural(rows, "row")]
      .filter((part) => part !== undefined)
      .join(" · "),
    insert: `${insertOf(value)} `,
  }));
}

function valueNote(values: CaseValues, { name, kind }: WhereKey, value: string): string | undefined {
  if (kind === "port") return usualService(Number(value));
  return name === "process.pid" ? few(values.namesOfPid(value), mostNames) || undefined : undefined;
}

/** Those that begin with the typed text stand before those that only have it. */
function mostFrequent(counts: ValueCounts, typed: string, most: number): readonly ValueRows[] {
  const [beginning, having] = [new Frequent(most), new Frequent(most)];
  for (const [value, rows] of counts) {
    const place = value.toLowerCase().indexOf(typed);
    if (place === 0) beginning.add([value, rows]);
    else if (0 < place) having.add([value, rows]);
  }
  return [...beginning.list, ...having.list].slice(0, most);
}

type ValueRows = readonly [value: string, rows: number];

/** Keeps the most frequent: a case may have half a million addresses, and nobody wants them all sorted. */
class Frequent {
  readonly list: ValueRows[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(entry: ValueRows): void {
    const { list } = this;
    if (list.length === this.#most && entry[1] <= list[list.length - 1]![1]) return;
    const place = list.findIndex(([, rows]) => rows < entry[1]);
    list.splice(place < 0 ? list.length : place, 0, entry);
    if (this.#most < list.length) list.pop();
  }
}

/** Keys whose values are known by their look, and how they are written without the key. */
const bareKeys: readonly {
  readonly key: string;
  readonly title: string;
  readonly insert: (value: string) => string;
}[] = [
  { key: "process.name", title: "process", insert: quotedWhereNeeded },
  { key: "related.ip", title: "address", insert: (value) => value },
  { key: "port", title: "port", insert: (value) => `:${value}` },
  { key: "process.pid", title: "PID", insert: (value) => `pid ${value}` },
  { key: "event.action", title: "action", insert: wordOf("event.action", "action") },
  { key: "event.type", title: "type", insert: wordOf("event.type", "type") },
  { key: "network.transport", title: "protocol", insert: wordOf("network.transport", "protocol") },
  { key: "network.direction", title: "direction", insert: wordOf("network.direction", "direction") },
  { key: "connection.state", title: "state", insert: wordOf("connection.state", "state") },
  { key: "host.name", title: "host", insert: (value) => `host ${quotedWhereNeeded(value)}` },
];

function wordOf(key: string, lead: string): (value: string) => string {
  return (value) => (knownWords[key]?.includes(value) ? value : `${lead} ${quotedWhereNeeded(value)}`);
}

function termDrafts(values: CaseValues, typed: string): readonly Draft[] {
  const most = typed === "" ? mostOfEach : mostValues;
  const plain = typed.replace(/^:/u, "");
  const bare = bareKeys.flatMap(({ key, title, insert }) => {
    if (typed.startsWith(":") && key !== "port") return [];
    const drafts = valueDrafts(values, whereKey(key)!, plain, most, insert);
    return drafts.map((draft) => ({ ...draft, description: `${title} · ${draft.description}` }));
  });
  return [...bare.slice(0, mostValues), ...keyDrafts(typed.toLowerCase())];
}

function keyDrafts(typed: string): readonly Draft[] {
  const found = whereKeys.filter(
    ({ name, aliases, columns }) =>
      columns.kind !== "line" && [name, ...aliases].some((word) => word.includes(typed)),
  );
  return found.map(({ name, meaning }) => ({
    kind: "key",
    label: name,
    description: meaning,
    insert: `${name} `,
  }));
}

/** Text that would be read otherwise stands in quotes. */
export function quotedWhereNeeded(text: string): string {
  const isPlain = /^[^\s()=<>,"'!~&|:]+$/u.test(text) && !/^(?:and|or|not|in|contains)$/iu.test(text);
  if ((isPlain && !whereKey(text)) || /^[0-9a-f:.%]+$/iu.test(text)) return text;
  return text.includes('"') ? `'${text.replaceAll("'", "")}'` : `"${text}"`;
}
