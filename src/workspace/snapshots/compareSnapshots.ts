import type { LineReference } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import { sameImage } from "../joins/processInstances.ts";
import { snapshotCaveats } from "./snapshotCaveats.ts";
import { type SnapshotRow, type SnapshotSubject, snapshotRows, snapshotSubject } from "./snapshotRows.ts";

export const changeKinds = ["new", "gone", "changed", "PID reused"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A fact that is another one in the later snapshot. */
export interface ChangedFact {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface SnapshotChange {
  readonly kind: ChangeKind;
  readonly label: string;
  readonly earlier?: LineReference;
  readonly later?: LineReference;
  /** What is another; of a row that is new or gone, nothing. */
  readonly facts: readonly ChangedFact[];
  /** What the row says, where it is new or gone. */
  readonly says: string;
}

/** What became of the sockets or the processes of a host between two snapshots. */
export interface SnapshotComparison {
  readonly subject: SnapshotSubject;
  readonly changes: readonly SnapshotChange[];
  /** Rows that both have, with the same facts. */
  readonly same: number;
  /** What is assumed, or stands in the way of trusting it: one sentence each. */
  readonly caveats: readonly string[];
}

/** Undefined where the two are not snapshots of the same kind of thing. */
export function compareSnapshots(
  reading: CaseReading,
  earlier: ScannedCapture,
  later: ScannedCapture,
): SnapshotComparison | undefined {
  const subject = snapshotSubject(earlier);
  if (subject === undefined || subject !== snapshotSubject(later)) return undefined;
  const pairs = pairedRows(snapshotRows(reading, earlier), snapshotRows(reading, later));
  const changes: SnapshotChange[] = [];
  let same = 0;
  for (const [from, to] of pairs) {
    const change = changeOf(subject, placed(earlier, from), placed(later, to));
    if (change) changes.push(change);
    else same++;
  }
  const order = ({ kind }: SnapshotChange) => changeKinds.indexOf(kind);
  const inOrder = changes.sort(
    (a, b) => order(a) - order(b) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  );
  return { subject, changes: inOrder, same, caveats: snapshotCaveats(reading, earlier, later) };
}

interface PlacedRow {
  readonly row: SnapshotRow;
  readonly place: LineReference;
}

function placed({ uri }: ScannedCapture, row: SnapshotRow | undefined): PlacedRow | undefined {
  return row && { row, place: { uri, line: row.line } };
}

type RowPair = readonly [from: SnapshotRow | undefined, to: SnapshotRow | undefined];

/** Several sockets may have the same ends: those with the same facts belong together, the others as they come. */
function pairedRows(earlier: readonly SnapshotRow[], later: readonly SnapshotRow[]): readonly RowPair[] {
  const others = grouped(later, ({ key }) => key);
  const pairs: RowPair[] = [];
  for (const [key, rows] of grouped(earlier, (row) => row.key)) {
    pairs.push(...pairedOfKey(rows, others.get(key) ?? []));
    others.delete(key);
  }
  for (const rows of others.values()) for (const row of rows) pairs.push([undefined, row]);
  return pairs;
}

function pairedOfKey(earlier: readonly SnapshotRow[], later: readonly SnapshotRow[]): readonly RowPair[] {
  const alike = grouped(later, printedFacts);
  const pairs: RowPair[] = [];
  const left: SnapshotRow[] = [];
  for (const row of earlier) {
    const other = alike.get(printedFacts(row))?.pop();
    if (other) pairs.push([row, other]);
    else left.push(row);
  }
  const unlike = [...alike.values()].flat();
  for (const [i, row] of left.entries()) pairs.push([row, unlike[i]]);
  for (const other of unlike.slice(left.length)) pairs.push([undefined, other]);
  return pairs;
}

function printedFacts({ facts }: SnapshotRow): string {
  return JSON.stringify([...facts]);
}

function changeOf(
  subject: SnapshotSubject,
  from: PlacedRow | undefined,
  to: PlacedRow | undefined,
): SnapshotChange | undefined {
  if (!from || !to) return oneSided(from, to);
  const facts = changedFacts(from.row, to.row);
  if (facts.length === 0) return undefined;
  return {
    kind: subject === "processes" && facts.some(isOfIdentity) ? "PID reused" : "changed",
    label: to.row.label,
    earlier: from.place,
    later: to.place,
    facts,
    says: "",
  };
}

/** A PID with another name or another start is another process. */
function isOfIdentity({ name }: ChangedFact): boolean {
  return name === "process" || name === "started";
}

function oneSided(from: PlacedRow | undefined, to: PlacedRow | undefined): SnapshotChange | undefined {
  const side = to ?? from;
  if (!side) return undefined;
  const says = [...side.row.facts].map(([name, value]) => `${name} ${value}`).join(", ");
  const { label } = side.row;
  return to
    ? { kind: "new", label, later: to.place, facts: [], says }
    : { kind: "gone", label, earlier: side.place, facts: [], says };
}

/** A fact that only one of the two prints has not changed: another command printed it. */
function changedFacts(from: SnapshotRow, to: SnapshotRow): readonly ChangedFact[] {
  return [...from.facts].flatMap(([name, value]) => {
    const now = to.facts.get(name);
    return now === undefined || isSame(name, value, now) ? [] : [{ name, from: value, to: now }];
  });
}

function isSame(name: string, value: string, now: string): boolean {
  return value === now || (name === "process" && sameImage(value, now));
}
