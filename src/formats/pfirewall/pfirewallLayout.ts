import { ascii } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";

/** Windows never wrote more than 18 columns; a header or row beyond this is somebody else's. */
export const maximumColumns = 48;

/** Which column holds what, by the names of the `#Fields:` line; -1 where the log does not have it. */
export interface PfirewallLayout {
  /** The names as a header has them, joined by blanks. */
  readonly names: string;
  readonly count: number;
  /** The last column, where they are just those of Windows Vista and later. */
  readonly plainEnd: "path" | "pid" | undefined;
  readonly date: number;
  readonly time: number;
  readonly action: number;
  readonly protocol: number;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly size: number;
  readonly icmpType: number;
  readonly icmpCode: number;
  readonly path: number;
  readonly pid: number;
}

/** Windows XP before its second service pack: no path. Later ones append to it. */
const firstNames =
  "date time action protocol src-ip dst-ip src-port dst-port size " +
  "tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info";

const plainNames = { path: `${firstNames} path`, pid: `${firstNames} path pid` } as const;

const plainEnds = ["path", "pid"] as const;

/** Layouts that a row without any header can have, by its number of columns. */
const headerless: ReadonlyMap<number, PfirewallLayout> = new Map(
  [firstNames, plainNames.path, plainNames.pid].map((names) => {
    const layout = layoutOf(names.split(" "));
    return [layout.count, layout] as const;
  }),
);

/** The order of the columns that every layout of Windows has: what a row of any other length is read by. */
export const leadingLayout = layoutOf("date time action protocol src-ip dst-ip src-port dst-port".split(" "));

/** Whether a header has those columns first, in that order. */
export function hasLeadingOrder(header: PfirewallLayout): boolean {
  return header.names.startsWith(`${leadingLayout.names} `);
}

/** What a header of Windows' own that ends too early lacks, up to its path; empty where it lacks nothing. */
export function restOfHeader({ names }: PfirewallLayout): string {
  return plainNames.path.startsWith(`${names} `) ? plainNames.path.slice(names.length + 1) : "";
}

export function headerlessLayout(columns: number): PfirewallLayout | undefined {
  return headerless.get(columns);
}

export function layoutOf(names: readonly string[]): PfirewallLayout {
  const keys = names.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const place = (...spellings: readonly string[]) => keys.findIndex((key) => spellings.includes(key));
  return {
    names: names.join(" "),
    count: names.length,
    plainEnd: plainEnds.find((end) => plainNames[end] === names.join(" ")),
    date: place("date"),
    time: place("time"),
    action: place("action"),
    protocol: place("protocol"),
    sourceAddress: place("srcip", "sourceip"),
    destinationAddress: place("dstip", "destinationip", "destip"),
    sourcePort: place("srcport", "sourceport"),
    destinationPort: place("dstport", "destinationport", "destport"),
    size: place("size"),
    icmpType: place("icmptype"),
    icmpCode: place("icmpcode"),
    path: place("path"),
    pid: place("pid"),
  };
}

/**
 * The layout a header line gives; undefined where it is no header of this log. A spreadsheet leaves commas
 * and quotes and may take the first cell away:
 *
 *     #Fields: date time action protocol src-ip dst-ip …
 *     "date","time","action","protocol","src-ip","dst-ip", …
 */
export function layoutOfHeader(bytes: Uint8Array, from: number, to: number): PfirewallLayout | undefined {
  const names = wordsOf(bytes, from, to);
  const first = names[0]?.toLowerCase();
  if (first === "#fields:") names.shift();
  else if (first !== "date") return undefined;
  if (names.length === 0 || maximumColumns < names.length) return undefined;
  const layout = layoutOf(names);
  return layout.sourceAddress < 0 || layout.destinationAddress < 0 ? undefined : layout;
}

const longestHeader = 1024;

function wordsOf(bytes: Uint8Array, from: number, to: number): string[] {
  if (longestHeader < to - from) return [];
  const words: string[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (i < to && !separates(bytes[i]!)) continue;
    if (start < i) words.push(textOf(bytes, start, i));
    start = i + 1;
  }
  return words;
}

function separates(byte: number): boolean {
  return byte <= ascii.blank || byte === ascii.comma || byte === 0x3b || byte === ascii.quote;
}
