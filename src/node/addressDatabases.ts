import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Reader, type Response } from "mmdb-lib";
import { canonicalAddress, parseAddress } from "../core/address.ts";
import type { AddressPlace, DatabaseFacts } from "../core/addressPlace.ts";
import { type LoadedDatabases, noDatabases } from "../workspace/places/addressPlaces.ts";
import { saysOf } from "./addressRecord.ts";
import { isPlainMetadata } from "./plainMetadata.ts";

/** Databases of countries and networks have some 100 MB; all of them stay in memory. */
const mostBytes = 512 * 2 ** 20;
const mostDatabases = 8;
/** Records that are kept of a database. A record that is pointed to often is made once, however hostile the file. */
const mostRecords = 20_000;
/** Where MaxMind's format has its facts: within the last 128 KiB, behind this mark. */
const factsWithin = 128 * 1024;
const factsMark = Buffer.from("abcdef4d61784d696e642e636f6d", "hex");

type Metadata = Reader<Response>["metadata"];

interface Database {
  readonly facts: DatabaseFacts;
  readonly placeOf: (address: string, version: 4 | 6) => AddressPlace | undefined;
}

interface DatabaseFile {
  readonly path: string;
  readonly key: string;
  readonly size: number;
}

/**
 * Opens databases in MaxMind's format: files, and those in folders. What cannot be used is told. `before` is given
 * back where nothing has changed.
 */
export async function openAddressDatabases(
  paths: readonly string[],
  before: LoadedDatabases = noDatabases,
): Promise<LoadedDatabases> {
  const refused: LoadedDatabases["refused"][number][] = [];
  const files: DatabaseFile[] = [];
  for (const path of paths) {
    const found = await filesAt(path);
    if (found) files.push(...found);
    else refused.push({ path, sentence: "There is no such file or folder." });
  }
  const key = [...files.map((file) => file.key), ...refused.map(({ path }) => path)].join("\n");
  if (key === before.key) return before;
  const databases: Database[] = [];
  for (const file of files) {
    const opened =
      databases.length < mostDatabases ? await opens(file) : `Only ${mostDatabases} databases are opened.`;
    if (typeof opened === "string") refused.push({ path: file.path, sentence: opened });
    else databases.push(opened);
  }
  return { databases: asked(databases), key, refused };
}

/** All `.mmdb` files of a folder, or the file that is named. */
async function filesAt(path: string): Promise<readonly DatabaseFile[] | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile()) return [{ path, key: `${path} ${facts.size} ${facts.mtimeMs}`, size: facts.size }];
  if (!facts?.isDirectory()) return undefined;
  const names = await readdir(path, { withFileTypes: true }).catch(() => []);
  const databases = names.filter((name) => name.isFile() && name.name.toLowerCase().endsWith(".mmdb"));
  const found = await Promise.all(
    databases
      .map(({ name }) => name)
      .sort()
      .map((name) => filesAt(join(path, name))),
  );
  return found.flatMap((files) => files ?? []);
}

/** The database, or why it cannot be used. */
async function opens({ path, size }: DatabaseFile): Promise<Database | string> {
  if (mostBytes < size) return `It is larger than ${mostBytes / 2 ** 20} MiB.`;
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return "It could not be read.";
  const end = bytes.subarray(-factsWithin);
  const mark = end.lastIndexOf(factsMark);
  if (mark < 0) return "This is no database in MaxMind's format (.mmdb).";
  try {
    if (!isPlainMetadata(end.subarray(mark + factsMark.length))) return damaged;
    const facts = bytes.length - end.length + mark;
    return databaseOf(bytes, facts, basename(path));
  } catch {
    return damaged;
  }
}

const damaged = "It is damaged: what it says of itself cannot be read.";

/** `end`: where the tree and the records end, and the facts begin. */
function databaseOf(bytes: Buffer, end: number, name: string): Database | string {
  const records = new Map<number | string, unknown>();
  const cache = {
    get: (key: number | string) => records.get(key),
    set: (key: number | string, value: unknown) => void records.set(key, value),
  };
  const reader = new Reader<Response>(bytes, { cache });
  const { metadata } = reader;
  if (!isSound(metadata, end))
    return "It is damaged or cut off: its tree is larger than the file, or not described.";
  const facts = factsOf(metadata, name);
  const placeOf: Database["placeOf"] = (address, version) => {
    // An address of IPv6 would be looked for by its first 32 bits.
    if (metadata.ipVersion === 4 && version === 6) return undefined;
    if (mostRecords < records.size) records.clear();
    try {
      const says = saysOf(reader.get(address));
      return says && { database: facts, ...says };
    } catch {
      return undefined;
    }
  };
  return { facts, placeOf };
}

function isSound({ nodeCount, searchTreeSize, ipVersion }: Metadata, end: number): boolean {
  const isVersion = ipVersion === 4 || ipVersion === 6;
  return isVersion && Number.isSafeInteger(nodeCount) && 0 < nodeCount && searchTreeSize + 16 <= end;
}

const longestTitle = 100;

function factsOf({ databaseType, buildEpoch }: Metadata, name: string): DatabaseFacts {
  const isTitle = typeof databaseType === "string" && databaseType.trim() !== "";
  const title = (isTitle ? databaseType.trim() : name).slice(0, longestTitle);
  const time = buildEpoch.getTime();
  const isDate = 0 < time && time < 2 ** 43;
  return isDate ? { title, built: buildEpoch.toISOString().slice(0, 10) } : { title };
}

function asked(databases: readonly Database[]): LoadedDatabases["databases"] {
  return {
    databases: databases.map(({ facts }) => facts),
    placesOf: (printed) => {
      const address = canonicalAddress(printed).replace(/%.*$/u, "");
      const version = address.includes(":") ? 6 : 4;
      if (!parseAddress(address)) return [];
      return databases.flatMap(({ placeOf }) => placeOf(address, version) ?? []);
    },
  };
}
