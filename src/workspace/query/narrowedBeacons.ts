import { canonicalAddress } from "../../core/address.ts";
import type { Beacon } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { Steps } from "../../core/steps.ts";
import { absent, type Columns } from "../captures/columns.ts";
import { CountedOnce } from "../captures/countedOnce.ts";
import { FarEnd } from "../captures/farEnds.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";

/**
 * The rhythms of which at least one row is left, with how many are. A part of a rhythm is no rhythm: a question
 * for ten minutes would cut it, one for denied packets would leave holes. So its figures stay those of all rows.
 */
export function* narrowedBeacons(
  beacons: readonly Beacon[],
  captures: readonly ScannedCapture[],
): Steps<readonly Beacon[]> {
  const byFile = grouped(beacons, ({ first }) => first.uri);
  const counts = new Map<Beacon, number>();
  for (const capture of captures) {
    const own = (byFile.get(capture.uri) ?? []).filter(({ first: { line } }) => isWithin(capture, line));
    if (own.length === 0) continue;
    yield* countRows(capture, own, counts);
  }
  return beacons.flatMap((beacon) => {
    const matching = counts.get(beacon) ?? 0;
    // Of connections whose starts are the beats, ends may match too.
    return matching === 0 ? [] : [{ ...beacon, matching: Math.min(matching, beacon.count) }];
  });
}

function isWithin({ firstLine, lastLine }: ScannedCapture, line: number): boolean {
  return firstLine <= line && line <= lastLine;
}

const rowsPerStep = 1 << 15;

function* countRows(
  capture: ScannedCapture,
  beacons: readonly Beacon[],
  counts: Map<Beacon, number>,
): Steps<void> {
  const { columns } = capture;
  const byFarEnd = beaconsByName(columns, beacons, ({ destination }) => destination);
  const byNearEnd = beaconsByName(columns, beacons, ({ source }) => source);
  const end = new FarEnd(capture);
  const own = new Map(beacons.map((beacon) => [beacon, new CountedOnce(capture)]));
  for (let row = 0; row < columns.count; row++) {
    if (row % rowsPerStep === 0) yield;
    const toFarEnd = end.look(row) && end.inbound === 0 ? byFarEnd[end.address] : undefined;
    const beacon = toFarEnd?.find(
      (one) =>
        (one.port ?? absent) === end.port &&
        one.transport === columns.mannerOf(row).transport &&
        byNearEnd[end.near]?.includes(one),
    );
    if (beacon) own.get(beacon)!.add(row);
  }
  for (const [beacon, { count }] of own) if (0 < count) counts.set(beacon, (counts.get(beacon) ?? 0) + count);
}

/** The beacons of each name of the columns, however it is spelled. */
function beaconsByName(
  { names }: Columns,
  beacons: readonly Beacon[],
  addressOf: (beacon: Beacon) => string,
): readonly (readonly Beacon[] | undefined)[] {
  const byAddress = grouped(beacons, addressOf);
  return Array.from({ length: names.size }, (_, id) => byAddress.get(canonicalAddress(names.text(id))));
}
