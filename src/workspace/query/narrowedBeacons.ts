import { canonicalAddress } from "../../core/address.ts";
import type { Beacon } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import { placesOfRow, type RemoteRows, remoteRowsOf } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { remoteId } from "../case/remotes.ts";

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
    countRows(capture, yield* remoteRowsOf(capture), own, counts);
    yield;
  }
  return beacons.flatMap((beacon) => {
    const matching = counts.get(beacon) ?? 0;
    return matching === 0 ? [] : [{ ...beacon, matching }];
  });
}

function isWithin({ firstLine, lastLine }: ScannedCapture, line: number): boolean {
  return firstLine <= line && line <= lastLine;
}

function countRows(
  { columns }: ScannedCapture,
  remotes: RemoteRows,
  beacons: readonly Beacon[],
  counts: Map<Beacon, number>,
): void {
  const byRemote = grouped(beacons, ({ remote }) => remote);
  for (let remote = 0; remote < remotes.count; remote++) {
    if (remotes.isInbound(remote)) continue;
    const address = canonicalAddress(columns.names.text(remotes.address(remote)));
    const port = remotes.port(remote);
    const id = remoteId(address, port === absent ? undefined : port, remotes.transport(remote), "outbound");
    const own = new Map(byRemote.get(id)?.map((beacon) => [beacon.source, beacon]));
    const end = own.size === 0 ? 0 : remotes.starts[remote + 1]! * placesOfRow;
    for (let at = remotes.starts[remote]! * placesOfRow; at < end; at += placesOfRow) {
      const near = columns.names.text(remotes.rows[at + 1]!);
      const beacon = own.get(near) ?? own.get(canonicalAddress(near));
      if (beacon) counts.set(beacon, (counts.get(beacon) ?? 0) + 1);
    }
  }
}
