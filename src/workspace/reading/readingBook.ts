import type { CaptureFacts } from "../../core/capture.ts";
import type { Format } from "../../core/format.ts";
import type { SourceFacts, Sources } from "../../core/sources.ts";
import { unescaped } from "../../core/unescaped.ts";
import { globMatcher } from "./glob.ts";

/** What is known of a capture, given what its fence says: the fence's word stands. */
export type KnownFacts = (fence: CaptureFacts) => CaptureFacts;

/** How one file is read. */
export interface ReadingWay {
  /** The formats that may be recognized; one alone where the analyst chose it by hand. */
  readonly formats: readonly Format[];
  readonly known: KnownFacts;
  /** The same for the same reading: another one gives other rows or times. */
  readonly key: string;
}

/** A folder of the case, and what its `.incident/sources.json` says. */
export interface CaseSources {
  readonly folder: string;
  readonly sources: Sources;
}

/** Facts of all files that a path or glob names. */
interface FileSource {
  readonly fits: (path: string) => boolean;
  readonly facts: SourceFacts;
}

interface FolderBook {
  readonly prefix: string;
  readonly files: readonly FileSource[];
  readonly hosts: ReadonlyMap<string, SourceFacts>;
}

/** Which formats a case knows, and what the analyst said of its sources: clocks, hosts, formats chosen by hand. */
export class ReadingBook {
  readonly formats: readonly Format[];
  readonly #folders: readonly FolderBook[];
  readonly #formatsKey: string;
  readonly #ways = new Map<string, ReadingWay>();
  /** The same for books that say the same. */
  readonly key: string;

  constructor(formats: readonly Format[], folders: readonly CaseSources[] = []) {
    this.formats = formats;
    this.#folders = folders.map(folderBook);
    // Definitions alone: formats of ours are the program's.
    this.#formatsKey = keyOf(formats.filter(({ definition }) => definition !== undefined));
    this.key = JSON.stringify([this.#formatsKey, folders]);
  }

  /** Whether the same formats may be recognized by it. */
  hasFormatsOf(other: ReadingBook): boolean {
    return this.#formatsKey === other.#formatsKey;
  }

  /** How the file of a uri is read. */
  way(uri: string): ReadingWay {
    let way = this.#ways.get(uri);
    if (!way) {
      way = this.#newWay(uri);
      if (mostWays <= this.#ways.size) this.#ways.clear();
      this.#ways.set(uri, way);
    }
    return way;
  }

  #newWay(uri: string): ReadingWay {
    const path = unescaped(uri) ?? uri;
    const folder = this.#folders
      .filter(({ prefix }) => path.startsWith(prefix))
      .sort((a, b) => b.prefix.length - a.prefix.length)[0];
    return folder ? this.#wayIn(folder, path.slice(folder.prefix.length)) : this.#wayOf({}, noHosts, []);
  }

  #wayIn({ files, hosts }: FolderBook, path: string): ReadingWay {
    const facts: SourceFacts = Object.assign(
      {},
      ...files.filter(({ fits }) => fits(path)).map((file) => file.facts),
    );
    return this.#wayOf(facts, hosts, path.split("/"));
  }

  #wayOf(
    { format, ...facts }: SourceFacts,
    hosts: ReadonlyMap<string, SourceFacts>,
    names: readonly string[],
  ): ReadingWay {
    const chosen = format === undefined ? undefined : this.formats.find(({ id }) => id === format);
    const ofPath = names.map((name) => hosts.get(name.toLowerCase())).find((host) => host !== undefined);
    const known: KnownFacts = (fence) => {
      const host = fence.host ?? facts.host;
      const { format: _, ...ofHost } = (host === undefined ? ofPath : hosts.get(host.toLowerCase())) ?? {};
      return { ...ofHost, ...facts, ...fence };
    };
    const formats = chosen ? [chosen] : this.formats;
    const key = JSON.stringify([chosen ? keyOf(formats) : this.#formatsKey, facts, ofPath, [...hosts]]);
    return { formats, known, key };
  }
}

/** Documents ask again and again. */
const mostWays = 1000;

const noHosts: ReadonlyMap<string, SourceFacts> = new Map();

function keyOf(formats: readonly Format[]): string {
  return JSON.stringify(formats.map(({ id, definition }) => [id, definition]));
}

function folderBook({ folder, sources }: CaseSources): FolderBook {
  const names = Object.entries(sources.files);
  // What names one file stands, whatever globs say.
  const inOrder = names.sort(([a], [b]) => Number(isGlob(b)) - Number(isGlob(a)));
  return {
    prefix: `${(unescaped(folder) ?? folder).replace(/\/$/, "")}/`,
    files: inOrder.map(([name, facts]) => ({
      facts,
      fits: isGlob(name) ? globMatcher(name) : (path) => path === name,
    })),
    hosts: new Map(Object.entries(sources.hosts).map(([name, facts]) => [name.toLowerCase(), facts])),
  };
}

function isGlob(name: string): boolean {
  return /[*?{]/.test(name);
}
