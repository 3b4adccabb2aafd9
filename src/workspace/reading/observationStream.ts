import type { CaptureIdentity } from "../../core/capture.ts";
import type { CaptureJudge, EvidenceRules } from "../../core/evidenceRules.ts";
import type { Issue } from "../../core/issue.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Observation } from "../../core/observation.ts";
import { amend, observe } from "../../core/observe.ts";
import type { Zone } from "../../core/zone.ts";
import { CaptureClock, clockOf } from "./captureClock.ts";
import { encodingIssue } from "./encodingIssue.ts";
import type { FileLine, FileReadingEnd } from "./fileReading.ts";
import type { FileEntry } from "./files.ts";
import { issueText } from "./issueText.ts";
import { faultIssue } from "./readingFault.ts";

export interface ObservationSink {
  observation(observation: Observation): void;
  issue(issue: Issue, format: string): void;
}

export interface ObservationStreamOptions {
  readonly entry: FileEntry;
  readonly rules: EvidenceRules;
  /** Zone of clocks that say none. */
  readonly zone?: Zone;
}

/**
 * Turns the lines of a file of any size into observations and issues, in the order of the file. Keeps one
 * observation back: the line below may belong to it.
 */
export class ObservationStream {
  readonly #options: ObservationStreamOptions;
  readonly #sink: ObservationSink;
  #pending: Observation | undefined;
  #issues: Issue[] = [];
  #clock: CaptureClock;
  #judge: CaptureJudge | undefined;
  #format = "";

  constructor(options: ObservationStreamOptions, sink: ObservationSink) {
    this.#options = options;
    this.#sink = sink;
    this.#clock = new CaptureClock({ latest: options.entry.changed });
  }

  add(read: FileLine): void {
    const { role, row, reader } = read;
    if (reader.opened) this.#open(read);
    if (role === "fence" || role === "prose") {
      if (!reader.inCapture) this.finish();
      return;
    }
    this.#format = reader.format?.id ?? this.#format;
    if (role === "row" || role === "gap") this.#observe(read);
    else if (role === "detail" && this.#pending) this.#pending = amend(this.#pending, row);
    this.#addIssues(read);
  }

  /** Hands over what is kept back. */
  finish(): void {
    this.#flush();
    for (const issue of this.#judge?.issues() ?? []) this.#sink.issue(issue, this.#format);
    this.#judge = undefined;
  }

  /** Hands over the rest, and what the whole file has to be said of. */
  end(end: FileReadingEnd): void {
    this.finish();
    const issue = this.#format === "" ? undefined : encodingIssue(end);
    if (issue) this.#sink.issue(issue, this.#format);
    if (end.kind === "read" && end.fault) this.#sink.issue(faultIssue(end.fault, end.lines), this.#format);
  }

  #open({ line, reader }: FileLine): void {
    this.finish();
    const { format, facts, place } = reader;
    if (!format) return;
    this.#format = format.id;
    const { entry, rules } = this.#options;
    this.#clock = clockOf(facts, entry.changed, this.#options.zone);
    const identity: CaptureIdentity = {
      id: `${entry.uri}#L${line + 1}`,
      uri: entry.uri,
      format: format.id,
      family: format.family,
      firstLine: line,
      lastLine: line,
      facts,
      place,
    };
    this.#judge = rules.capture(identity);
  }

  #observe({ line, row, reader, start, end }: FileLine): void {
    this.#flush();
    const time = this.#clock.instant(row);
    const column = (byteOffset: number) => byteOffset - start;
    const text = { start: reader.contentStart - start, end: end - start };
    this.#pending = observe(row, { format: this.#format, line: line - row.linesAbove, text, column, time });
  }

  #flush(): void {
    const observation = this.#pending;
    this.#pending = undefined;
    if (observation) {
      this.#sink.observation(observation);
      this.#judge?.see(observation);
      for (const issue of this.#options.rules.row(observation)) this.#issues.push(issue);
    }
    this.#issues.sort((a, b) => a.place.line - b.place.line || a.place.start - b.place.start);
    for (const issue of this.#issues) this.#sink.issue(issue, this.#format);
    this.#issues = [];
  }

  #addIssues({ line, role, row, reader, bytes, start, end, cut }: FileLine): void {
    const whole = { line, start: reader.contentStart - start, end: end - start };
    if (cut === "cut") this.#issues.push({ code: "EV003", place: whole, message: issueText("EV003", "") });
    if (role === "unknown") {
      const shown = textOf(bytes, reader.contentStart, Math.min(end, reader.contentStart + 200));
      this.#issues.push({ code: "EV002", place: whole, message: issueText("EV002", shown) });
    }
    for (const { code, from, to } of row.flaws) {
      const message = issueText(code, textOf(row.bytes, from, to));
      const place = { line, start: row.placeOf(from) - start, end: row.placeOf(to) - start };
      this.#issues.push({ code, place, message });
    }
  }
}
