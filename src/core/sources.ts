/** What the analyst said of single sources of evidence, kept with the case: `.incident/sources.json`. */
export const sourcesPath = ".incident/sources.json";

/** Names of what can be said of a source. All are texts, as on a fence. */
export const sourceFactNames = ["format", "host", "zone", "year", "skew"] as const;
export type SourceFactName = (typeof sourceFactNames)[number];
export type SourceFacts = { readonly [N in SourceFactName]?: string };

/** What is said of files, by their paths or globs below the case, and of all that is a host's. */
export interface Sources {
  readonly files: Readonly<Record<string, SourceFacts>>;
  readonly hosts: Readonly<Record<string, SourceFacts>>;
}

export const noSources: Sources = { files: {}, hosts: {} };

/** So many a person says by hand, and more. */
const mostEntries = 10_000;

/** Reads a text of any content; what is no fact of a source is left out. "broken" where it is no JSON object. */
export function readSources(text: string): Sources | "broken" {
  const value = parsed(text);
  if (!isObject(value)) return text.trim() === "" ? noSources : "broken";
  return { files: entriesOf(value["files"]), hosts: entriesOf(value["hosts"]) };
}

/** The same sources with other facts of one of them; a fact that is undefined is forgotten. */
export function withSource(
  sources: Sources,
  kind: keyof Sources,
  name: string,
  facts: { readonly [N in SourceFactName]?: string | undefined },
): Sources {
  const { [name]: before, ...others } = sources[kind];
  const after = factsOf({ ...before, ...facts });
  return { ...sources, [kind]: Object.keys(after).length === 0 ? others : { ...others, [name]: after } };
}

/** As it stands in the file: names in their order, so that two cases can be compared. */
export function sourcesText({ files, hosts }: Sources): string {
  return `${JSON.stringify({ files: inOrder(files), hosts: inOrder(hosts) }, undefined, 2)}\n`;
}

function inOrder(entries: Readonly<Record<string, SourceFacts>>) {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function entriesOf(value: unknown): Readonly<Record<string, SourceFacts>> {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).slice(0, mostEntries);
  return Object.fromEntries(entries.map(([name, facts]) => [name, isObject(facts) ? factsOf(facts) : {}]));
}

/** Numbers are taken for texts: nobody writes a year in quotes. */
function factsOf(value: Readonly<Record<string, unknown>>): SourceFacts {
  const facts = sourceFactNames.flatMap((name) => {
    const fact = value[name];
    return typeof fact === "string" || typeof fact === "number" ? [[name, String(fact)] as const] : [];
  });
  return Object.fromEntries(facts.filter(([, fact]) => fact !== ""));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
