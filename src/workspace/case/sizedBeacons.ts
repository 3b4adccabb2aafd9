import { ritaScore } from "../../analysis/beacons/rita.ts";
import { canonicalAddress } from "../../core/address.ts";
import type { Beacon, TimeWindow } from "../../core/caseView.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { longestLineFrom } from "../reading/byteLines.ts";
import { EvidenceReader } from "../reading/evidenceReader.ts";
import { documentKindOf } from "../reading/fileReading.ts";
import type { Files } from "../reading/files.ts";
import { LineSource } from "../views/lineSource.ts";

/** Beacons and lines that are looked at: their lines are read again. */
const mostBeacons = 100;
const mostLines = 200_000;
/** Lines above a capture's first row: a header, the fence. */
const mostHead = 200;

export interface SizeSources {
  readonly files: Files;
  readonly captures: readonly ScannedCapture[];
  readonly formats: readonly Format[];
}

/**
 * The same beacons with all four parts of RITA's score, where their captures have the bytes that the source sent: a
 * scan keeps no sizes, so the lines of the listed ones are read again.
 */
export async function sizedBeacons(
  beacons: readonly Beacon[],
  { files, captures, formats }: SizeSources,
): Promise<readonly Beacon[]> {
  const sized = new Map<Beacon, Beacon>();
  const source = new LineSource();
  for (const capture of captures) {
    if (!hasSizes(capture, formats)) continue;
    const own = beacons.filter((beacon) => beacon.ritaOf === 3 && isOf(beacon, capture));
    const pairs = rowsOfPairs(capture, own.slice(0, mostBeacons));
    const sizes = await readSizes(
      capture,
      pairs.flatMap(({ rows }) => rows),
      { source, files, formats },
    );
    for (const { beacon, rows } of pairs) sized.set(beacon, withSizes(beacon, capture, rows, sizes));
  }
  return sized.size === 0 ? beacons : beacons.map((beacon) => sized.get(beacon) ?? beacon);
}

/** Where a start and an end are two rows, sizes stand on the end alone. */
function hasSizes({ format, columns, activity }: ScannedCapture, formats: readonly Format[]): boolean {
  const { carries } = formats.find(({ id }) => id === format) ?? {};
  return (
    !activity && carries?.includes("bytes") === true && !columns.manners.some(({ part }) => part === "start")
  );
}

function isOf({ first }: Beacon, { uri, firstLine, lastLine }: ScannedCapture): boolean {
  return first.uri === uri && firstLine <= first.line && first.line <= lastLine;
}

interface PairRows {
  readonly beacon: Beacon;
  readonly rows: number[];
}

/** Pairs of which all rows were found; others keep what they have. */
function rowsOfPairs({ columns }: ScannedCapture, beacons: readonly Beacon[]): readonly PairRows[] {
  const keyOf = (source: string, destination: string, port: number, transport: string | undefined) =>
    `${source} ${destination} ${port} ${transport}`;
  const pairs = new Map(
    beacons.map((beacon) => [
      keyOf(beacon.source, beacon.destination, beacon.port ?? absent, beacon.transport),
      { beacon, rows: [] as number[] },
    ]),
  );
  const destinations = new Set(beacons.map(({ destination }) => destination));
  const isAsked = Uint8Array.from({ length: columns.names.size }, (_, name) =>
    destinations.has(canonicalAddress(columns.names.text(name))) ? 1 : 0,
  );
  for (let row = 0; row < columns.count; row++) {
    const destination = columns.destination[row]!;
    if (isAsked[destination] !== 1) continue;
    const [from, to] = [columns.text(columns.source[row]!), columns.text(destination)];
    const { transport } = columns.mannerOf(row);
    const port = columns.destinationPort[row]!;
    const key = keyOf(canonicalAddress(from ?? ""), canonicalAddress(to ?? ""), port, transport);
    pairs.get(key)?.rows.push(row);
  }
  return [...pairs.values()].filter(({ beacon, rows }) => rows.length === beacon.count);
}

interface LineReading {
  readonly source: LineSource;
  readonly files: Files;
  readonly formats: readonly Format[];
}

/** The bytes that the source sent, by row; of lines that are no row by themselves there are none. */
async function readSizes(
  { uri, columns, firstLine, block }: ScannedCapture,
  rows: readonly number[],
  { source, files, formats }: LineReading,
): Promise<ReadonlyMap<number, number>> {
  const sizes = new Map<number, number>();
  const head = block ? Math.max(0, block.first - 1) : firstLine;
  const firstRow = columns.line[0]!;
  if (rows.length === 0 || mostLines < rows.length || mostHead < firstRow - head) return sizes;
  const byLine = new Map(rows.map((row) => [columns.line[row]!, row]));
  const wanted = new Set([
    ...Array.from({ length: firstRow - head + 1 }, (_, i) => head + i),
    ...byLine.keys(),
  ]);
  const reader = new EvidenceReader({ kind: documentKindOf(uri), formats, blanks: "repair" });
  const bytes = new LineBytes();
  const row = new Row();
  const take = (line: number, text: string) => {
    bytes.set(text.slice(0, longestLineFrom(text.charCodeAt(0))));
    const role = reader.read(bytes.bytes, 0, bytes.length, row);
    const number = byLine.get(line);
    if (number !== undefined && role === "row") sizes.set(number, row.number(field.sourceBytes));
    return "more" as const;
  };
  const lines = Uint32Array.from(wanted).sort();
  await source.read(files, uri, lines, take, { isCancellationRequested: false });
  return sizes;
}

function withSizes(
  beacon: Beacon,
  { columns }: ScannedCapture,
  rows: readonly number[],
  known: ReadonlyMap<number, number>,
): Beacon {
  const inOrder = [...rows].sort((a, b) => columns.time[a]! - columns.time[b]! || a - b);
  const times = Float64Array.from(inOrder, (row) => columns.time[row]!);
  const sizes = Float64Array.from(inOrder, (row) => known.get(row) ?? Number.NaN);
  const scoreIn = ({ first, last }: TimeWindow) =>
    ritaScore({ times, sizes }, { windowStart: first.micros, windowEnd: last.micros });
  const rita = beacon.window && scoreIn(beacon.window);
  if (rita?.of !== 4) return beacon;
  const up = beacon.hostUp && scoreIn(beacon.hostUp);
  return {
    ...beacon,
    rita: rita.score,
    ritaOf: 4,
    ...(beacon.hostUp ? { hostUp: { ...beacon.hostUp, ...(up ? { rita: up.score } : {}) } } : {}),
  };
}
