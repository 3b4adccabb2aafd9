import type { LineReference } from "../../core/caseView.ts";
import type { Instant } from "../../core/instant.ts";
import { placesOfRow, type RemoteRows } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { RemotePart } from "./remoteParts.ts";

type Clock = NonNullable<ScannedCapture["clock"]>;

interface Span {
  readonly clock: Clock;
  readonly first: number;
  readonly last: number;
}

export interface TimesOfRemote {
  readonly first: Instant;
  readonly last: Instant;
}

/** The first line of each file that shows it. */
export function evidenceOf(parts: readonly RemotePart[]): readonly [LineReference, ...LineReference[]] {
  const evidence: LineReference[] = [];
  for (const { of, remote } of parts) {
    const { uri, columns } = of.capture;
    if (evidence.at(-1)?.uri !== uri) evidence.push({ uri, line: columns.line[of.rows.firstRow(remote)]! });
  }
  return evidence as unknown as readonly [LineReference, ...LineReference[]];
}

/**
 * Its earliest and latest time; undefined where it has none. A clock of an unknown zone cannot be put in one
 * order with one that is known: the times of the surest count.
 */
export function spanOf(parts: readonly RemotePart[]): TimesOfRemote | undefined {
  let span: Span | undefined;
  for (const part of parts) {
    const own = spanOfPart(part);
    if (own) span = span ? joined(span, own) : own;
  }
  return span && { first: instantOf(span.clock, span.first), last: instantOf(span.clock, span.last) };
}

function joined(a: Span, b: Span): Span {
  const surer = a.clock.assumed.length - b.clock.assumed.length;
  if (surer !== 0) return surer < 0 ? a : b;
  return { clock: a.clock, first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
}

function spanOfPart({ of, remote }: RemotePart): Span | undefined {
  const { rows } = of;
  const { clock, columns } = of.capture;
  if (!clock) return undefined;
  if (!columns.isInOrder) return spanOfRows(clock, columns.time, rows, remote);
  return {
    clock,
    first: columns.time[rows.firstRow(remote)]!,
    last: columns.time[rows.lastRow(remote)]!,
  };
}

function spanOfRows(
  clock: Clock,
  time: Float64Array,
  { rows, starts }: RemoteRows,
  remote: number,
): Span | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = starts[remote]!; i < starts[remote + 1]!; i++) {
    const micros = time[rows[i * placesOfRow]!]!;
    if (micros < first) first = micros;
    if (last < micros) last = micros;
  }
  return first <= last ? { clock, first, last } : undefined;
}

/** Written out: a spread of the clock would cost more than all the rest of a remote. */
function instantOf({ assumed, digits, utcOffset }: Clock, micros: number): Instant {
  return utcOffset === undefined ? { assumed, digits, micros } : { assumed, digits, utcOffset, micros };
}
