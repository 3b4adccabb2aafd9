import { hasWordAt, skipBlanks, skipWord } from "../../core/ascii.ts";
import { readClock } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import { microsPerMinute } from "../../core/instant.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readLoss } from "../syslog/syslogGap.ts";
import { SyslogReader } from "../syslog/syslogMessages.ts";
import { putPflogEnds } from "./pflogEnds.ts";
import { findPflog, readPflog } from "./pflogMessage.ts";

/** What the clocks of a capture count: the time of day, or what passed since another packet. */
const [ofDay, sincePacket] = ["c", "d"];
/** The ends of the packet stand on the line below. */
const open = "o";

/** Reads packets of pflog, whose ends `tcpdump -v` and old systems print on a line of their own. */
export class PflogReader implements LineReader {
  readonly #syslog: SyslogReader;
  #clock: string;
  #isOpen: boolean;

  constructor(state = "") {
    this.#clock = state.includes(ofDay) ? ofDay : state.includes(sincePacket) ? sincePacket : "";
    this.#isOpen = state.includes(open);
    const readTime = (row: Row, from: number, end: number) => this.#time(row, from, end);
    this.#syslog = new SyslogReader(
      { find: findPflog, read: readPflog, readTime },
      state.includes("r") ? "r" : "",
    );
  }

  get state(): string {
    return this.#syslog.state + this.#clock + (this.#isOpen ? open : "");
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    if (wasOpen && findPflog(bytes, start, end) < 0) {
      if (putPflogEnds(row, start, end)) return "detail";
      row.clear(bytes);
    }
    const kind = this.#syslog.read(bytes, start, end, row);
    this.#isOpen = kind === "row" && !row.has(field.sourceAddress);
    return kind === "unknown" ? ofTcpdump(row, start, end) : kind;
  }

  /**
   * Both clocks look the same; one that counts from another packet begins at nothing:
   *
   *     09:01:07.120000 rule 12/0(match): …        00:00:00.000000 rule 12/0(match): …
   */
  #time(row: Row, from: number, end: number): number {
    const to = readClock(row, from, end, 1970, 1, 1);
    if (to < 0) return -1;
    if (this.#clock === "") this.#clock = row.time < microsPerMinute ? sincePacket : ofDay;
    if (this.#clock === sincePacket) {
      row.time = Number.NaN;
      row.timeDigits = 0;
      return to;
    }
    row.hasDate = false;
    row.set(field.time, from, to);
    return to;
  }
}

const announcements = ["tcpdump:", "reading from file", "listening on", "dropped privs"];
const counts = ["packets captured", "packets received by filter", "packets dropped by", "packet captured"];

/** What tcpdump says of itself, of which lost packets are a gap. */
function ofTcpdump(row: Row, from: number, end: number): LineKind {
  const { bytes } = row;
  if (readLoss(row, from, end, false)) return "gap";
  if (announcements.some((words) => hasWordAt(bytes, from, end, words))) return "ignorable";
  const behind = skipBlanks(bytes, skipWord(bytes, from, end), end);
  return counts.some((words) => hasWordAt(bytes, behind, end, words)) ? "ignorable" : "unknown";
}
