import { canonicalAddress, isAddress } from "../../core/address.ts";
import type { Confidence } from "../../core/finding.ts";
import { Quadruples } from "../../core/quadruples.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { type ClockSkew, gapBetween, SkewFinding } from "./clockSkew.ts";
import type { EventIndex } from "./eventIndex.ts";
import { type EventFit, eventFits, fieldsOf, type SocketEnd, wordsOf } from "./eventWords.ts";
import type { HostsOfAddresses } from "./hosts.ts";
import { LogHits } from "./logHits.ts";
import type { ProcessNumbers } from "./processNumbers.ts";

/** Rows of a firewall log that are connections which a monitor saw one process make. */
export interface FlowEventJoin {
  readonly log: ScannedCapture;
  readonly events: ScannedCapture;
  /** The same for the same rows, whatever else is asked of the case. */
  readonly key: string;
  readonly firstRow: number;
  /** The event nearest to the first row. */
  readonly eventRow: number;
  readonly count: number;
  readonly matched: readonly string[];
  readonly confidence: Confidence;
  readonly reason: string;
  /** Place of the process among all; below 0 where nothing tells. */
  readonly instance: number;
}

/** Joins of one log with one monitor's capture, and the process of each of the log's rows; below 0 for none. */
export interface LogEvents {
  readonly joins: readonly FlowEventJoin[];
  readonly ofRow: Int32Array | undefined;
}

const mostGroups = 20_000;

/** Finds the rows of a log that a monitor's capture shows as well: transport, near port, far end and far port agree. */
export function joinLogWithEvents(
  log: ScannedCapture,
  index: EventIndex,
  hosts: HostsOfAddresses,
  processes: ProcessNumbers,
): LogEvents {
  const hits = new LogHits(log, index);
  hits.look();
  if (hits.count === 0) return { joins: [], ofRow: undefined };
  return new Grouping(hits, hosts, processes).result();
}

/** Rows of one process, one far end and one manner of agreeing. */
interface Group {
  readonly fit: EventFit;
  readonly side: SocketEnd;
  readonly conversation: number;
  readonly firstRow: number;
  readonly instance: number;
  readonly rows: number[];
  gap: number | undefined;
  pidAgrees: boolean;
  isAmbiguous: boolean;
}

/** Seconds from a conversation's end after which its ports may be another's. */
const longestGap = 600;
/** Seconds within which a far end that is only named has to agree. */
const namedGap = 2;
/** Seconds by which one conversation has to be nearer than another to be the one. */
const clearlyNearer = 5;

class Grouping {
  readonly #hits: LogHits;
  readonly #hosts: HostsOfAddresses;
  readonly #processes: ProcessNumbers;
  readonly #skew: ClockSkew;
  readonly #groups: Group[] = [];
  /** Process, far and near end, port and manner of agreeing of each group. */
  readonly #keys = new Quadruples();
  /** Whether the log has addresses of the capture's host as they are: then nothing translates them. */
  readonly #showsHost: boolean;
  #fits = new Map<number, EventFit | undefined>();

  constructor(hits: LogHits, hosts: HostsOfAddresses, processes: ProcessNumbers) {
    this.#hits = hits;
    this.#hosts = hosts;
    this.#processes = processes;
    this.#showsHost = this.#findHost();
    this.#skew = this.#findSkew();
    for (let hit = 0; hit < hits.count; ) hit = this.#takeRow(hit);
  }

  result(): LogEvents {
    const joins = this.#groups.map((group, number) => this.#joinOf(group, number));
    return { joins, ofRow: this.#processesOfRows() };
  }

  /** All hits of one row: of several conversations those count that are nearest in time. */
  #takeRow(first: number): number {
    const { rows, count } = this.#hits;
    let next = first;
    while (next < count && rows[next] === rows[first]) next++;
    const fitting = this.#fittingOf(first, next);
    const least = fitting.reduce((gap, hit) => Math.min(gap, hit.gap ?? 0), Number.POSITIVE_INFINITY);
    const nearest = fitting.filter(({ gap = 0 }) => gap <= least + clearlyNearer);
    const isAmbiguous = 1 < new Set(nearest.map(({ instance }) => instance)).size;
    const told = new Set<number>();
    for (const fit of nearest) {
      if (told.has(fit.instance)) continue;
      told.add(fit.instance);
      this.#note(rows[first]!, fit, isAmbiguous);
    }
    return next;
  }

  #fittingOf(first: number, next: number): readonly FittingHit[] {
    const fitting: FittingHit[] = [];
    for (let hit = first; hit < next; hit++) {
      const found = this.#fitting(hit);
      if (found) fitting.push(found);
    }
    // What is only named is asked where no address agrees.
    const byAddress = fitting.filter(({ isNamed }) => !isNamed);
    return byAddress.length === 0 ? fitting : byAddress;
  }

  #fitting(hit: number): FittingHit | undefined {
    const { log, index, rows, conversations } = this.#hits;
    const row = rows[hit]!;
    const conversation = conversations[hit]! >> 2;
    const side = (conversations[hit]! & 2) === 0 ? "source" : "destination";
    const isNamed = (conversations[hit]! & 1) === 1;
    const fit = this.#fitOf(row, conversation, side, isNamed);
    if (!fit) return undefined;
    const { firstRows, lastRows } = index.conversations;
    const { time, pid } = index.capture.columns;
    const eventRow = firstRows[conversation]!;
    const gap = gapBetween(
      this.#skew,
      log.columns.time[row]!,
      time[eventRow]!,
      time[lastRows[conversation]!]!,
    );
    const isTcp = log.columns.mannerOf(row).transport === "tcp";
    if (isNamed && namedGap < (gap ?? Number.POSITIVE_INFINITY)) return undefined;
    if (isTcp && longestGap < (gap ?? 0)) return undefined;
    const logged = log.columns.pid[row]!;
    const isOther = logged !== absent && logged !== pid[eventRow] && this.#isOwnPid(row, side);
    if (isOther) return undefined;
    const instance = this.#processes.of(index.capture).ofRow(eventRow);
    return { conversation, side, fit, gap, instance, isNamed, pidAgrees: logged === pid[eventRow] };
  }

  /** A host firewall names the process of its own host's end. */
  #isOwnPid(row: number, side: SocketEnd): boolean {
    const { direction } = this.#hits.log.columns.mannerOf(row);
    return direction !== (side === "source" ? "inbound" : "outbound");
  }

  /** How the near ends agree; undefined where they contradict each other. */
  #fitOf(row: number, conversation: number, side: SocketEnd, isNamed: boolean): EventFit | undefined {
    const { log, index } = this.#hits;
    const logged = (side === "source" ? log.columns.source : log.columns.destination)[row]!;
    const near = index.capture.columns.source[index.conversations.firstRows[conversation]!]!;
    const key = (logged * index.capture.columns.names.size + near) * 2 + (isNamed ? 1 : 0);
    if (!this.#fits.has(key)) this.#fits.set(key, this.#compare(logged, near, isNamed));
    return this.#fits.get(key);
  }

  #compare(logged: number, near: number, isNamed: boolean): EventFit | undefined {
    const { log, index } = this.#hits;
    const inLog = canonicalAddress(log.columns.names.text(logged));
    const here = canonicalAddress(index.capture.columns.text(near) ?? "");
    const { host } = index.host;
    const known = this.#hosts.ownerOf(inLog);
    if (isNamed) return host.addresses.has(inLog) || host.addresses.size === 0 ? "far name" : undefined;
    if (inLog === here) return "tuple";
    if (host.addresses.has(inLog) || known === host) return "host";
    if (!isAddress(here)) return host.addresses.size === 0 && !known ? "near name" : undefined;
    return this.#showsHost || (known && known !== host) ? undefined : "translated";
  }

  #findHost(): boolean {
    const { log, index } = this.#hits;
    const { addresses } = index.host.host;
    const { names } = log.columns;
    for (let name = 0; name < names.size; name++)
      if (addresses.has(canonicalAddress(names.text(name)))) return true;
    return false;
  }

  #findSkew(): ClockSkew {
    const { log, index, rows, conversations, count } = this.#hits;
    const { firstRows, lastRows } = index.conversations;
    const { time } = index.capture.columns;
    const finding = new SkewFinding(log, index.capture);
    for (let hit = 0; hit < count; hit++) {
      if ((conversations[hit]! & 1) === 1) continue;
      const conversation = conversations[hit]! >> 2;
      finding.add(
        log.columns.time[rows[hit]!]!,
        time[firstRows[conversation]!]!,
        time[lastRows[conversation]!]!,
      );
    }
    return finding.result();
  }

  #note(row: number, hit: FittingHit, isAmbiguous: boolean): void {
    const { columns } = this.#hits.log;
    const far = (hit.side === "source" ? columns.destination : columns.source)[row]!;
    const near = (hit.side === "source" ? columns.source : columns.destination)[row]!;
    const port = columns.destinationPort[row]!;
    const manner = eventFits.indexOf(hit.fit) * 4 + (hit.side === "source" ? 2 : 0) + (isAmbiguous ? 1 : 0);
    const number = this.#keys.numberOf(hit.instance, far, near, port * mannersOfFit + manner);
    const group = this.#groups[number];
    if (group) {
      group.rows.push(row);
      group.gap = Math.min(group.gap ?? Number.POSITIVE_INFINITY, hit.gap ?? Number.POSITIVE_INFINITY);
      group.pidAgrees &&= hit.pidAgrees;
    } else if (number === this.#groups.length && number < mostGroups)
      this.#groups.push({ ...hit, firstRow: row, rows: [row], isAmbiguous });
  }

  #joinOf(group: Group, number: number): FlowEventJoin {
    const { log, index } = this.#hits;
    const key = [0, 1, 2, 3].map((element) => this.#keys.at(number, element as 0 | 1 | 2 | 3)).join(" ");
    return {
      log,
      events: index.capture,
      key: `${log.id} ${index.capture.id} ${key}`,
      firstRow: group.firstRow,
      eventRow: this.#nearestEvent(group),
      count: group.rows.length,
      matched: fieldsOf(group),
      instance: group.instance,
      ...wordsOf(group, this.#skew),
    };
  }

  /** Of the conversation's events the one nearest to the log's row, the clocks being put right. */
  #nearestEvent({ conversation, firstRow }: Group): number {
    const { log, index } = this.#hits;
    const { firstRows, lastRows, ofRow } = index.conversations;
    const { time } = index.capture.columns;
    const logged = log.columns.time[firstRow]!;
    let best = firstRows[conversation]!;
    let least = Number.POSITIVE_INFINITY;
    for (let row = best; row <= lastRows[conversation]!; row++) {
      if (ofRow[row] !== conversation) continue;
      const gap = gapBetween(this.#skew, logged, time[row]!, time[row]!);
      if (gap === undefined || least <= gap) continue;
      [best, least] = [row, gap];
    }
    return best;
  }

  #processesOfRows(): Int32Array | undefined {
    const sure = this.#groups.filter(
      (group) => 0 <= group.instance && wordsOf(group, this.#skew).confidence !== "low",
    );
    if (sure.length === 0) return undefined;
    const { pid, count } = this.#hits.log.columns;
    const ofRow = new Int32Array(count).fill(absent);
    for (const { rows, instance } of sure)
      for (const row of rows) if (pid[row] === absent) ofRow[row] = instance;
    return ofRow;
  }
}

/** Places for how rows agree with events. */
const mannersOfFit = 32;

interface FittingHit {
  readonly conversation: number;
  readonly side: SocketEnd;
  readonly fit: EventFit;
  readonly gap: number | undefined;
  readonly instance: number;
  readonly isNamed: boolean;
  readonly pidAgrees: boolean;
}
