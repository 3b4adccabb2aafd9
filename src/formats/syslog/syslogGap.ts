import { decimal, hasWordAt, isDigit, skipBlanks, skipWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { IssueCode } from "../../core/issue.ts";
import type { Row } from "../../core/row.ts";

interface LossPhrase {
  readonly before: string;
  readonly after: string;
  readonly code: IssueCode;
}

/** How the kernel, journald, rsyslog and tcpdump say that lines are missing, around the number of them. */
const lossPhrases: readonly LossPhrase[] = [
  { before: "", after: " callbacks suppressed", code: "FW009" },
  { before: "", after: " messages suppressed", code: "FW009" },
  { before: "", after: " output lines suppressed", code: "FW009" },
  { before: "Suppressed ", after: " messages", code: "FW009" },
  { before: "Missed ", after: " kernel messages", code: "FW009" },
  { before: " lost ", after: " messages", code: "FW009" },
  { before: "", after: " messages lost due to rate-limiting", code: "FW009" },
  { before: "", after: " messages lost", code: "FW009" },
  { before: "", after: " messages were lost", code: "FW009" },
  { before: "", after: " messages dropped", code: "FW009" },
  { before: "", after: " log messages dropped", code: "FW009" },
  { before: "dropped ", after: " messages", code: "FW009" },
  { before: "", after: " packets dropped by kernel", code: "FW001" },
];

const repetition: LossPhrase = { before: "last message repeated ", after: " times", code: "FW006" };

/**
 * Sets `lost` and a flaw where a message says that lines are missing, in whatever log that came through syslog;
 * `repeats` where the line above was a row, so that its repetition counts.
 */
export function readLoss(row: Row, from: number, end: number, repeats: boolean): boolean {
  const { bytes } = row;
  for (let at = from; at < end; at++) {
    if (!isDigit(bytes[at]) || (from < at && isDigit(bytes[at - 1]))) continue;
    let to = at;
    while (to < end && isDigit(bytes[to])) to++;
    const isSaid = (phrase: LossPhrase) => surrounds(bytes, phrase, from, at, to, end);
    const phrase = lossPhrases.find(isSaid) ?? (repeats && isSaid(repetition) ? repetition : undefined);
    if (phrase && 0 < decimal(bytes, at, to)) {
      row.set(field.lost, at, to);
      row.flaw(phrase.code, from, skipWord(bytes, to + phrase.after.length, end));
      return true;
    }
    at = to;
  }
  return false;
}

function surrounds(
  bytes: Uint8Array,
  phrase: LossPhrase,
  from: number,
  at: number,
  to: number,
  end: number,
): boolean {
  const { before, after } = phrase;
  return (
    hasWordAt(bytes, to, end, after) &&
    from <= at - before.length &&
    hasWordAt(bytes, at - before.length, end, before)
  );
}

const repeated = "message repeated ";
const times = " times: [";

/**
 * rsyslog: `message repeated 28 times: [ [UFW BLOCK] IN=… ]`. Sets `repeat` and returns where the repeated message
 * begins, or `from`.
 */
export function readRepetition(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (!hasWordAt(bytes, from, end, repeated)) return from;
  const countFrom = from + repeated.length;
  const countTo = skipWord(bytes, countFrom, end);
  if (!hasWordAt(bytes, countTo, end, times)) return from;
  row.set(field.repeat, countFrom, countTo);
  row.flaw("FW006", from, countTo + times.length - 1);
  return skipBlanks(bytes, countTo + times.length, end);
}
