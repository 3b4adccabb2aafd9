import { isMonitored } from "./conversations.ts";
import { eventRolesOf, roleOfEvent } from "./eventRoles.ts";
import type { Manner } from "./manners.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/**
 * What a row is where two may speak of one connection or packet: 0 one of its own; a connection's start and its
 * end; what UFW notes of a packet in passing (AUDIT), and what became of it.
 */
export const partOf = { own: 0, start: 1, end: 2, audit: 3, verdict: 4 } as const;
/** Places for the rows of a group that are each of the four. */
export const placesOfParts = 4;

/** What UFW says became of a packet. Rules of others' own making have no second line. */
const verdicts: ReadonlySet<string | undefined> = new Set(["allow", "block", "limit block"]);

/**
 * The part of each manner of a capture; undefined where no row of it can be the second one of anything, so that
 * nothing has to be asked of its rows.
 */
export function partsOf(capture: ScannedCapture): Uint8Array | undefined {
  // What counts of a monitor's events is told row by row.
  if (isMonitored(capture)) return undefined;
  const { manners } = capture.columns;
  const parts = Uint8Array.from(manners, partOfManner);
  const has = (part: number) => parts.includes(part);
  const isConnected = has(partOf.start) && has(partOf.end);
  const isAudited = has(partOf.audit) && has(partOf.verdict);
  return isConnected || isAudited ? parts : undefined;
}

function partOfManner({ action, eventType, part }: Manner): number {
  if (part) return partOf[part];
  if (eventType === "start") return partOf.start;
  if (eventType === "end") return partOf.end;
  if (action?.startsWith("audit")) return partOf.audit;
  return verdicts.has(action) ? partOf.verdict : partOf.own;
}

/** How many of a group's rows are the second one of something, by how many of them are each part. */
export function secondRows(counts: Uint32Array, at: number): number {
  return Math.min(counts[at]!, counts[at + 1]!) + Math.min(counts[at + 2]!, counts[at + 3]!);
}

/** Counts rows of groups, each connection and packet once. For groups that are few, or asked for one by one. */
export class CountedOnce {
  readonly #parts: Uint8Array | undefined;
  readonly #roles: Uint8Array | undefined;
  readonly #capture: ScannedCapture;
  readonly #counts = new Uint32Array(placesOfParts);
  #rows = 0;

  constructor(capture: ScannedCapture) {
    this.#parts = partsOf(capture);
    this.#roles = eventRolesOf(capture);
    this.#capture = capture;
  }

  add(row: number): void {
    if (!this.#roles || (this.#roles[row]! & roleOfEvent.counted) !== 0) this.#addOf(row, 1);
  }

  /** All rows of a flow. */
  addFlow(flow: number): void {
    const { flows } = this.#capture;
    if (this.#roles) for (const row of flows.rowsOf(flow)) this.add(row);
    else this.#addOf(flows.firstRow(flow), flows.rows(flow));
  }

  /** So many rows of one manner. */
  #addOf(row: number, rows: number): void {
    this.#rows += rows;
    const part = this.#parts?.[this.#capture.columns.manner[row]!] ?? partOf.own;
    if (part !== partOf.own) this.#counts[part - 1] = this.#counts[part - 1]! + rows;
  }

  get count(): number {
    return this.#rows - secondRows(this.#counts, 0);
  }
}
