import type { LedgerEntry, VerdictEntry } from "../../core/ledger.ts";
import { shownText } from "../shownText.ts";
import type { Question } from "./question.ts";
import type { Verdict } from "./virusTotal.ts";

/** One sentence on what the service said; no more than it said. */
export function verdictText(verdict: Verdict): string {
  if (verdict.answer === "unknown") return "VirusTotal has never seen it. Unknown is not clean.";
  const { malicious = 0, suspicious = 0, engines = 0 } = verdict;
  if (engines === 0) return "VirusTotal knows it, but no engine has judged it.";
  const also = suspicious === 0 ? "" : `, ${suspicious} suspicious`;
  const when = verdict.analyzed === undefined ? "" : `, as of ${verdict.analyzed.slice(0, 10)}`;
  const name = verdict.names?.[0] === undefined ? "" : ` Known as ${shownText(verdict.names[0])}.`;
  return `${malicious} of ${engines} engines call it malicious${also}${when}.${name}`;
}

const second = 1000;
const units = [
  { name: "d", ms: 24 * 3600 * second },
  { name: "h", ms: 3600 * second },
  { name: "min", ms: 60 * second },
] as const;

/** `3 h ago`. A time in the future comes from another machine's clock, and counts as now. */
export function ageText(iso: string, now: number): string {
  const ms = now - Date.parse(iso);
  if (Number.isNaN(ms)) return "at an unknown time";
  const unit = units.find((candidate) => candidate.ms <= ms);
  return unit === undefined ? "just now" : `${Math.floor(ms / unit.ms)} ${unit.name} ago`;
}

/** The latest answer that the ledger has on a value. */
export function latestVerdict(
  entries: readonly LedgerEntry[],
  { kind, value }: Question,
): VerdictEntry | undefined {
  return entries
    .filter((entry) => entry.kind === "verdict")
    .filter((entry) => entry.observable === kind && entry.value === value)
    .reduce<VerdictEntry | undefined>(
      (latest, entry) => (latest && entry.at < latest.at ? latest : entry),
      undefined,
    );
}
