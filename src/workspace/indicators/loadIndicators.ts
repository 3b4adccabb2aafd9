import type { IndicatorList } from "../../core/indicator.ts";
import { readIndicators } from "../../formats/indicators/readIndicators.ts";
import type { FileEntry, Files } from "../reading/files.ts";
import { IndicatorBook } from "./indicatorBook.ts";

/** Where an analyst's own lists lie in the folder of a case. */
export const indicatorsPath = ".incident/indicators";

export interface UnreadList {
  readonly uri: string;
  readonly sentence: string;
}

/** Lists of a case. */
export interface LoadedLists {
  readonly book: IndicatorBook;
  /** The same for the same files. */
  readonly key: string;
  /** Files that are not compared with, and why. */
  readonly unread: readonly UnreadList[];
}

export const noLists: LoadedLists = { book: new IndicatorBook([]), key: "", unread: [] };

export interface ListPlace {
  /** Uri of a folder with lists, or of one. */
  readonly uri: string;
  readonly files: Files;
}

const mostLists = 200;
/** Bytes of one list. */
const mostBytes = 64 << 20;

/** Reads all lists at some places, in the order of their paths. Never throws: what is no list is told. */
export async function loadIndicators(places: readonly ListPlace[]): Promise<LoadedLists> {
  const lists: IndicatorList[] = [];
  const unread: UnreadList[] = [];
  const keys: string[] = [];
  for (const { uri, files } of places)
    for (const entry of await entriesAt(uri, files)) {
      keys.push(`${entry.uri} ${entry.size} ${entry.changed}`);
      const list = await listIn(entry, files);
      if (typeof list === "string") unread.push({ uri: entry.uri, sentence: list });
      else lists.push(list);
    }
  return { book: new IndicatorBook(lists), key: keys.join("\n"), unread };
}

async function entriesAt(uri: string, files: Files): Promise<readonly FileEntry[]> {
  const entries: FileEntry[] = [];
  try {
    for await (const entry of files.list(uri)) if (entries.length < mostLists) entries.push(entry);
  } catch {
    // Without the folder there is no list.
  }
  return entries.sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** The list, or why there is none. */
async function listIn(entry: FileEntry, files: Files): Promise<IndicatorList | string> {
  if (entry.fault) return `${entry.fault.sentence}.`;
  if (entry.isArchive) return "Lists within archives are not read: unpack it.";
  if (mostBytes < entry.size) return tooLarge;
  const decoder = new TextDecoder("utf-8");
  let text = "";
  try {
    for await (const chunk of files.read(entry.uri)) {
      text += decoder.decode(chunk, { stream: true });
      if (mostBytes < text.length) return tooLarge;
    }
  } catch {
    return "It could not be read.";
  }
  return readIndicators(text, entry.path.slice(entry.path.lastIndexOf("/") + 1)) ?? noList;
}

const tooLarge = `It is larger than ${mostBytes / 2 ** 20} MiB, and is not compared with.`;
const noList = "This is no list of indicators: nothing in it is an address, a network, a domain or a hash.";
