import type { Format } from "../../core/format.ts";
import { noSources, readSources, type Sources, sourcesPath } from "../../core/sources.ts";
import type { LineSpan, Span } from "../../core/span.ts";
import { allFormats, formatById } from "../../formats/all.ts";
import { type PlacedProblem, readDefinition } from "../../formats/defined/readDefinition.ts";
import type { Files } from "./files.ts";
import { type CaseSources, ReadingBook } from "./readingBook.ts";

/** Where definitions of formats lie in the folder of a case. */
export const definitionsPath = ".incident/formats";

/** What is wrong with the documents that say how a case is read. */
export interface BookProblem {
  readonly message: string;
  readonly kind: PlacedProblem["kind"];
  /** The document; absent for the settings. */
  readonly uri?: string;
  readonly place: LineSpan;
}

export interface LoadedBook {
  readonly book: ReadingBook;
  readonly problems: readonly BookProblem[];
  /** Of all that was read, whether anything is wrong with it or not. */
  readonly documents: readonly string[];
}

export interface BookSource {
  /** Uris of the case's folders, with their files. */
  readonly folders: readonly { readonly uri: string; readonly files: Files }[];
  /** Definitions in the user's settings. */
  readonly definitions: readonly unknown[];
}

/** Nobody defines more; and what is larger is no definition. */
const mostDefinitions = 200;
const mostBytes = 4 << 20;

/** Reads what the case folder and the settings say of how the case is read. Never throws: what is wrong is told. */
export async function loadReadingBook({ folders, definitions }: BookSource): Promise<LoadedBook> {
  const loading = new BookLoading();
  for (const definition of definitions.slice(0, mostDefinitions))
    loading.define(JSON.stringify(definition) ?? "", undefined);
  for (const { uri, files } of folders) {
    const folder = uri.replace(/\/$/, "");
    for (const document of await definitionsIn(folder, files)) {
      const text = await textOf(files, document);
      if (text !== undefined) loading.define(text, document);
    }
    loading.addSources(folder, await textOf(files, `${folder}/${sourcesPath}`));
  }
  return loading.finish();
}

class BookLoading {
  readonly #formats: Format[] = [];
  readonly #folders: CaseSources[] = [];
  readonly #problems: BookProblem[] = [];
  readonly #documents: string[] = [];

  /** Formats of ours keep their names, and of two with one name the first. */
  define(text: string, uri: string | undefined): void {
    if (uri !== undefined) this.#documents.push(uri);
    const { format, problems } = readDefinition(text);
    const taken = format && (formatById(format.id) ?? this.#formats.find(({ id }) => id === format.id));
    if (format && !taken) this.#formats.push(format);
    const told = taken ? [takenProblem(text, taken)] : problems;
    for (const { message, kind, place } of told)
      this.#problems.push({
        ...(uri === undefined ? { message: `${idIn(text)}: ${message}` } : { message, uri }),
        kind,
        place: linePlace(text, place),
      });
  }

  addSources(folder: string, text: string | undefined): void {
    if (text === undefined) return;
    const uri = `${folder}/${sourcesPath}`;
    this.#documents.push(uri);
    const read = readSources(text);
    const sources: Sources = read === "broken" ? noSources : read;
    this.#folders.push({ folder, sources });
    const place = { line: 0, start: 0, end: 1 };
    if (read === "broken")
      this.#problems.push({
        message: "This is no JSON object: nothing of it is used.",
        kind: "form",
        uri,
        place,
      });
  }

  finish(): LoadedBook {
    return {
      book: new ReadingBook([...allFormats, ...this.#formats], this.#folders),
      problems: this.#problems,
      documents: this.#documents,
    };
  }
}

/** What a definition in the settings is called by, whatever else is wrong with it. */
function idIn(text: string): string {
  return /"id":"([^"]{1,60})"/.exec(text)?.[1] ?? "one without an id";
}

function takenProblem(text: string, { id, title }: Format): PlacedProblem {
  const start = text.indexOf(JSON.stringify(id));
  const place = start < 0 ? { start: 0, end: 1 } : { start, end: start + id.length + 2 };
  return { message: `There is a format ${id} already: ${title}.`, kind: "meaning", place };
}

/** The first line of a place, with what of the place is on it. */
function linePlace(text: string, { start, end }: Span): LineSpan {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineFeed = text.indexOf("\n", start);
  const to = Math.min(end, lineFeed < 0 ? text.length : lineFeed);
  return {
    line: text.slice(0, from).split("\n").length - 1,
    start: start - from,
    end: Math.max(start + 1, to) - from,
  };
}

async function definitionsIn(folder: string, files: Files): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const { uri } of files.list(`${folder}/${definitionsPath}`))
      if (uri.endsWith(".json") && found.length < mostDefinitions) found.push(uri);
  } catch {
    // Without the folder there is no definition.
  }
  return found.sort();
}

/** Undefined where there is no such file, or it is too large to be one. */
async function textOf(files: Files, uri: string): Promise<string | undefined> {
  const decoder = new TextDecoder("utf-8");
  let text = "";
  try {
    const entry = await files.stat(uri);
    if (!entry || mostBytes < entry.size) return undefined;
    for await (const chunk of files.read(uri)) text += decoder.decode(chunk, { stream: true });
  } catch {
    return undefined;
  }
  return text.replace(/^\uFEFF/, "");
}
