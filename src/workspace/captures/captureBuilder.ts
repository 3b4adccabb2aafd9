import type { CaptureFacts } from "../../core/capture.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Instant } from "../../core/instant.ts";
import type { ProcessEntry } from "../../core/observation.ts";
import { amend, assumptionsOf, observe } from "../../core/observe.ts";
import type { LineKind, Row } from "../../core/row.ts";
import type { Zone } from "../../core/zone.ts";
import { type CaptureClock, clockOf } from "../reading/captureClock.ts";
import type { FileRows } from "../reading/fileReading.ts";
import type { FileEntry } from "../reading/files.ts";
import { type ColumnName, Columns } from "./columns.ts";
import { FlowTable } from "./flowTable.ts";
import type { CaptureMark } from "./scanMark.ts";
import type { EvidenceGap, ScannedCapture } from "./scannedFile.ts";

export interface CaptureOpening {
  readonly entry: FileEntry;
  readonly format: Format;
  readonly facts: CaptureFacts;
  readonly place: "file" | "block";
  readonly firstLine: number;
  /** Zone of clocks that say none. */
  readonly zone: Zone | undefined;
}

/** A capture that was read up to a mark, and a little further. */
export interface CaptureBefore {
  readonly capture: Pick<ScannedCapture, "columns" | "processes" | "gaps">;
  readonly mark: CaptureMark;
}

/** Columns that a line below may add to. */
const amendable = [
  "source",
  "sourcePort",
  "destination",
  "destinationPort",
  "manner",
  "pid",
  "process",
] as const satisfies readonly ColumnName[];

/** Memory for process lists is bounded; no host runs so many. */
const mostProcesses = 500_000;
const mostGaps = 10_000;
/** Bytes: few rows that name two endpoints are shorter. */
const shortestRow = 64;

/** Gathers one capture, row by row. */
export class CaptureBuilder {
  readonly #opening: CaptureOpening;
  readonly #clock: CaptureClock;
  readonly #columns: Columns;
  readonly #processes: ProcessEntry[];
  readonly #gaps: EvidenceGap[];
  readonly #hosts: Map<string, number>;
  #lastLine: number;
  #issues = 0;
  #lastIsProcess = false;
  #times: Pick<Instant, "assumed" | "digits" | "utcOffset"> | undefined;

  /** `before`: what the capture was when it was read up to there. */
  constructor(opening: CaptureOpening, before?: CaptureBefore) {
    const { mark, capture } = before ?? {};
    const expected = opening.entry.size / shortestRow;
    this.#opening = opening;
    this.#lastLine = mark?.lastLine ?? opening.firstLine;
    this.#columns = capture?.columns.continued(mark!.rows, expected) ?? new Columns(expected);
    this.#clock = clockOf(opening.facts, opening.entry.changed, opening.zone);
    this.#processes = capture?.processes.slice(0, mark!.processes) ?? [];
    this.#gaps = capture?.gaps.slice(0, mark!.gaps) ?? [];
    this.#hosts = new Map(mark?.hosts);
    if (mark) this.#goOn(mark);
  }

  #goOn({ rows, issues, lastIsProcess, clock, lastRow, lastProcess }: CaptureMark): void {
    this.#issues = issues;
    this.#lastIsProcess = lastIsProcess;
    this.#times = clock;
    for (const [i, name] of amendable.entries()) if (0 < rows) this.#columns[name][rows - 1] = lastRow[i]!;
    if (lastProcess) this.#processes[this.#processes.length - 1] = lastProcess;
  }

  /** How far it has come. */
  get mark(): CaptureMark {
    const rows = this.#columns.count;
    const lastProcess = this.#processes.at(-1);
    return {
      rows,
      processes: this.#processes.length,
      gaps: this.#gaps.length,
      issues: this.#issues,
      lastLine: this.#lastLine,
      lastIsProcess: this.#lastIsProcess,
      hosts: [...this.#hosts],
      lastRow: amendable.map((name) => (0 < rows ? this.#columns[name][rows - 1]! : 0)),
      ...(this.#times ? { clock: this.#times } : {}),
      ...(lastProcess ? { lastProcess } : {}),
    };
  }

  add(kind: LineKind, row: Row, line: number): void {
    this.#lastLine = line;
    if (row.flaws.length !== 0) this.#issues += row.flaws.length;
    if (kind === "row") this.#addRow(row, line);
    else if (kind === "detail") this.#addDetail(row);
    else if (kind === "gap") this.#addGap(row, line);
    else if (kind === "unknown") this.#issues++;
  }

  addRows(block: FileRows): void {
    this.#lastLine = block.line + block.rows.count - 1;
    this.#lastIsProcess = false;
    const first = block.rowAt(0);
    if (this.#times === undefined && !Number.isNaN(first.time)) this.#noteClock(first);
    if (first.has(field.host)) this.#noteHosts(block);
    this.#columns.pushRows(block, this.#clock);
  }

  finish(): ScannedCapture {
    const { entry, format, facts, place, firstLine } = this.#opening;
    const lineHost = mostFrequent(this.#hosts);
    return {
      id: `${entry.uri}#L${firstLine + 1}`,
      uri: entry.uri,
      format: format.id,
      family: format.family,
      firstLine,
      lastLine: this.#lastLine,
      facts,
      place,
      columns: this.#columns,
      flows: new FlowTable(this.#columns),
      processes: this.#processes,
      gaps: this.#gaps,
      issues: this.#issues,
      ...(this.#times ? { clock: this.#times } : {}),
      ...(lineHost === undefined ? {} : { lineHost }),
    };
  }

  #addRow(row: Row, line: number): void {
    this.#lastIsProcess =
      !row.has(field.transport) && !row.has(field.sourceAddress) && !row.has(field.ingress);
    if (this.#lastIsProcess) {
      if (this.#processes.length < mostProcesses)
        this.#processes.push(processEntry(row, line, this.#opening.format.id));
      return;
    }
    const micros = this.#clock.micros(row);
    if (this.#times === undefined && !Number.isNaN(micros)) this.#noteClock(row);
    this.#columns.push(row, line, micros);
    if (row.has(field.host)) this.#noteHost(row, 1);
  }

  #addDetail(row: Row): void {
    if (!this.#lastIsProcess) this.#columns.amend(row);
    else if (0 < this.#processes.length) {
      const last = this.#processes.length - 1;
      const amended = amend(this.#processes[last]!, row);
      if (amended.kind === "process") this.#processes[last] = amended;
    }
  }

  #addGap(row: Row, line: number): void {
    const lost = row.number(field.lost);
    if (mostGaps <= this.#gaps.length) return;
    this.#gaps.push({ line, micros: this.#clock.micros(row), ...(Number.isNaN(lost) ? {} : { lost }) });
  }

  #noteClock(row: Row): void {
    const assumed = assumptionsOf(row).filter(
      (assumption) => assumption !== "zone" || !this.#clock.zoneKnown,
    );
    const utcOffset = Number.isNaN(row.utcOffset) ? {} : { utcOffset: row.utcOffset };
    this.#times = { assumed, digits: row.timeDigits, ...utcOffset };
  }

  /** In the order in which they come. */
  #noteHosts({ rows: { head, count }, rowAt }: FileRows): void {
    const rowsOf = new Map<number, { readonly first: number; count: number }>();
    for (let i = 0, from = 0; i < count; i = from) {
      while (from < count && head[from] === head[i]) from++;
      const known = rowsOf.get(head[i]!);
      if (known) known.count += from - i;
      else rowsOf.set(head[i]!, { first: i, count: from - i });
    }
    for (const { first, count } of rowsOf.values()) this.#noteHost(rowAt(first), count);
  }

  /** Relays write for many hosts: some hundred are counted, the rest are not needed to find the commonest. */
  #noteHost(row: Row, rows: number): void {
    const host = row.text(field.host)!;
    const seen = this.#hosts.get(host);
    if (seen !== undefined || this.#hosts.size < 256) this.#hosts.set(host, (seen ?? 0) + rows);
  }
}

function processEntry(row: Row, line: number, format: string): ProcessEntry {
  const place = { format, line, text: { start: 0, end: 0 }, column: (at: number) => at, time: undefined };
  const observation = observe(row, place);
  return observation.kind === "process" ? observation : { ...observation, kind: "process", process: {} };
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [key, count] of counts) if (best === undefined || counts.get(best)! < count) best = key;
  return best;
}
