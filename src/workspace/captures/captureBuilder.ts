import type { CaptureFacts } from "../../core/capture.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import type { Instant } from "../../core/instant.ts";
import type { ProcessEntry, SeenFile } from "../../core/observation.ts";
import { amend, observe } from "../../core/observe.ts";
import type { LineKind, Row, Subject } from "../../core/row.ts";
import type { Zone } from "../../core/zone.ts";
import { type CaptureClock, clockOf } from "../reading/captureClock.ts";
import type { FileRows } from "../reading/fileReading.ts";
import type { FileEntry } from "../reading/files.ts";
import { noPid } from "./activityBuilder.ts";
import { type ColumnName, Columns } from "./columns.ts";
import { EventBlocks } from "./eventBlocks.ts";
import { EventRows } from "./eventRows.ts";
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
  readonly capture: Pick<ScannedCapture, "columns" | "processes" | "files" | "gaps">;
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

/** Memory for lists of processes and files is bounded; no host has so many. */
const mostEntries = 500_000;
const mostGaps = 10_000;
/** Bytes: few rows that name two endpoints are shorter. */
const shortestRow = 64;

/** Gathers one capture, row by row. */
export class CaptureBuilder {
  readonly #opening: CaptureOpening;
  readonly #clock: CaptureClock;
  readonly #columns: Columns;
  readonly #processes: ProcessEntry[];
  readonly #files: SeenFile[];
  readonly #gaps: EvidenceGap[];
  readonly #hosts: Map<string, number>;
  /** Where it is a capture of Process Monitor. */
  readonly #events: EventRows | undefined;
  readonly #blocks: EventBlocks | undefined;
  #lastLine: number;
  #issues = 0;
  #last: Subject = "connection";
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
    if (opening.format.family === "procmon") {
      this.#events = new EventRows(opening.format.id, this.#processes, expected);
      this.#blocks = new EventBlocks(this.#events, this.#columns, this.#clock);
    }
    this.#files = capture?.files.slice(0, mark!.files) ?? [];
    this.#gaps = capture?.gaps.slice(0, mark!.gaps) ?? [];
    this.#hosts = new Map(mark?.hosts);
    if (mark) this.#goOn(mark);
  }

  #goOn({ rows, issues, last, clock, lastRow, lastProcess, lastFile }: CaptureMark): void {
    this.#issues = issues;
    this.#last = last;
    this.#times = clock;
    for (const [i, name] of amendable.entries()) if (0 < rows) this.#columns[name][rows - 1] = lastRow[i]!;
    if (lastProcess) this.#processes[this.#processes.length - 1] = lastProcess;
    if (lastFile) this.#files[this.#files.length - 1] = lastFile;
  }

  /** Whether it can go on from a mark: deeds are told from the beginning only. */
  get canPause(): boolean {
    return this.#events === undefined;
  }

  /** How far it has come. */
  get mark(): CaptureMark {
    const rows = this.#columns.count;
    const [lastProcess, lastFile] = [this.#processes.at(-1), this.#files.at(-1)];
    return {
      rows,
      processes: this.#processes.length,
      files: this.#files.length,
      gaps: this.#gaps.length,
      issues: this.#issues,
      lastLine: this.#lastLine,
      last: this.#last,
      hosts: [...this.#hosts],
      lastRow: amendable.map((name) => (0 < rows ? this.#columns[name][rows - 1]! : 0)),
      ...(this.#times ? { clock: this.#times } : {}),
      ...(lastProcess ? { lastProcess } : {}),
      ...(lastFile ? { lastFile } : {}),
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
    this.#last = block.rows.subject;
    if (this.#times === undefined) this.#noteClockOf(block);
    if (block.rows.subject === "event") this.#blocks?.take(block);
    else this.#addConnections(block);
  }

  #addConnections(block: FileRows): void {
    if (block.rowAt(0).has(field.host)) this.#noteHosts(block);
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
      files: this.#files,
      gaps: this.#gaps,
      issues: this.#issues + (this.#blocks?.flaws ?? 0),
      ...(this.#events ? { activity: this.#events.activity.finish() } : {}),
      ...(this.#times ? { clock: this.#times } : {}),
      ...(lineHost === undefined ? {} : { lineHost }),
    };
  }

  #addRow(row: Row, line: number): void {
    this.#last = row.kind;
    if (this.#last === "connection") this.#addConnection(row, line);
    else if (this.#last === "event") this.#addEvent(row, line);
    else this.#addEntry(row, line);
  }

  #addEntry(row: Row, line: number): void {
    const { id } = this.#opening.format;
    const at = line - row.linesAbove;
    const place = { format: id, line: at, text: nowhere, column: undefined, time: undefined };
    const entry = observe(row, place);
    for (const module of row.modules ?? []) this.#events?.activity.describe(module);
    if (entry.kind === "process") {
      this.#events?.activity.enter(entry.process.pid ?? noPid, entry.process.name, this.#processes.length);
      push(this.#processes, entry);
    } else if (entry.kind === "file") push(this.#files, entry);
  }

  #addEvent(row: Row, line: number): void {
    const micros = this.#clock.micros(row);
    if (this.#times === undefined && !Number.isNaN(micros)) this.#noteClock(row);
    this.#events?.add(row, line - row.linesAbove, micros);
  }

  #addConnection(row: Row, line: number): void {
    const micros = this.#clock.micros(row);
    if (this.#times === undefined && !Number.isNaN(micros)) this.#noteClock(row);
    this.#events?.add(row, line - row.linesAbove, micros);
    this.#columns.push(row, line - row.linesAbove, micros);
    if (row.has(field.host)) this.#noteHost(row, 1);
  }

  #addDetail(row: Row): void {
    if (this.#last === "connection") this.#columns.amend(row);
    else if (this.#last === "process") amendLast(this.#processes, row);
    else if (this.#last === "file") amendLast(this.#files, row);
  }

  #addGap(row: Row, line: number): void {
    const lost = row.number(field.lost);
    if (mostGaps <= this.#gaps.length) return;
    this.#gaps.push({ line, micros: this.#clock.micros(row), ...(Number.isNaN(lost) ? {} : { lost }) });
  }

  #noteClockOf({ rowAt }: FileRows): void {
    const first = rowAt(0);
    if (!Number.isNaN(first.time)) this.#noteClock(first);
  }

  #noteClock(row: Row): void {
    const assumed = this.#clock.assumed(row);
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

const nowhere = { start: 0, end: 0 };

function push<Entry>(entries: Entry[], entry: Entry): void {
  if (entries.length < mostEntries) entries.push(entry);
}

/** What is more than a list may hold is not amended either. */
function amendLast<Entry extends ProcessEntry | SeenFile>(entries: Entry[], detail: Row): void {
  const last = entries.at(-1);
  if (last && entries.length < mostEntries) entries[entries.length - 1] = amend(last, detail);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [key, count] of counts) if (best === undefined || counts.get(best)! < count) best = key;
  return best;
}
