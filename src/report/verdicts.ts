import { canonicalAddress } from "../core/address.ts";
import type { ProcessInstance } from "../core/caseView.ts";
import type { HashEntry, LedgerEntry, ObservableKind, VerdictEntry } from "../core/ledger.ts";
import { ordered } from "./sections/order.ts";
import { ageText, instantOfIso, timeText } from "./sections/reportTime.ts";

const services: { readonly [K in VerdictEntry["service"]]: string } = { virustotal: "VirusTotal" };

/** A hash of a file, of the ledger or printed in a capture. */
export type KnownHash = Pick<HashEntry, "file" | "hostPath"> &
  Partial<Pick<HashEntry, "md5" | "sha1" | "sha256" | "host" | "pid">>;

/** What the ledger knows of files and observables; of several answers the newest counts. */
export class VerdictBook {
  readonly hashes: readonly HashEntry[];
  readonly verdicts: readonly VerdictEntry[];
  readonly #asOf: number | undefined;
  readonly #ofProcess = new Map<ProcessInstance, readonly KnownHash[]>();
  readonly #newest = new Map<string, VerdictEntry>();

  constructor(ledger: readonly LedgerEntry[], asOf: number | undefined) {
    this.#asOf = asOf;
    this.hashes = newestHashes(ledger.filter((entry) => entry.kind === "hash"));
    for (const verdict of inTime(ledger.filter((entry) => entry.kind === "verdict"))) {
      this.#newest.set(observableKey(verdict.observable, verdict.value), verdict);
    }
    this.verdicts = ordered([...this.#newest.values()], ({ observable, value }) => [observable, value]);
  }

  of(kind: ObservableKind, value: string): VerdictEntry | undefined {
    return this.#newest.get(observableKey(kind, value));
  }

  ofFile({ sha256, sha1, md5 }: KnownHash): VerdictEntry | undefined {
    const hashes = [sha256, sha1, md5].filter((hash) => hash !== undefined);
    return hashes.map((hash) => this.of("file", hash)).find((verdict) => verdict !== undefined);
  }

  /**
   * Files that were hashed as this process's, by PID on the same host, else by the path on the host; and what
   * captures print of its executable.
   */
  hashesOf(process: ProcessInstance): readonly KnownHash[] {
    let hashes = this.#ofProcess.get(process);
    if (!hashes) {
      const taken = this.hashes.filter((hash) => isOfProcess(hash, process) && isOfHost(hash, process));
      hashes = [
        ...taken,
        ...printedHashes(process).filter((hash) => !taken.some((own) => isSame(own, hash))),
      ];
      this.#ofProcess.set(process, hashes);
    }
    return hashes;
  }

  /** What the services say, with the age of their word. Plain text: nothing in it comes from the evidence. */
  text(verdict: VerdictEntry | undefined): string {
    if (!verdict) return "never looked up";
    const service = services[verdict.service] ?? "a service";
    const asked = this.#askedText(verdict);
    if (verdict.answer === "unknown") return `${service} has never seen it (${asked}); unknown is not clean`;
    return `${service}: ${countsText(verdict)} (${asked})`;
  }

  #askedText(verdict: VerdictEntry): string {
    const asked = instantOfIso(verdict.at);
    if (!asked) return "asked at an unknown time";
    const age = this.#asOf === undefined ? "" : `, ${ageText(asked.micros, this.#asOf)} old`;
    const seen = instantOfIso(verdict.firstSeen ?? "");
    return `asked ${timeText(asked)}${age}${seen ? `; first seen ${timeText(seen).slice(0, 10)}` : ""}`;
  }
}

export function isMalicious(verdict: VerdictEntry | undefined): boolean {
  return verdict?.answer === "known" && 0 < wholeNumber(verdict.malicious);
}

function countsText(verdict: VerdictEntry): string {
  if (typeof verdict.malicious !== "number") return "known, without counts";
  const engines = typeof verdict.engines === "number" ? ` of ${wholeNumber(verdict.engines)}` : "";
  const suspicious = wholeNumber(verdict.suspicious);
  const also = suspicious === 0 ? "" : `, ${suspicious} suspicious`;
  return `${wholeNumber(verdict.malicious)}${engines} malicious${also}`;
}

/** The ledger is a file that anybody may have written. */
function wholeNumber(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.max(0, Math.trunc(value)) : 0;
}

function observableKey(kind: ObservableKind, value: string): string {
  return `${kind} ${kind === "address" ? canonicalAddress(value) : value.toLowerCase()}`;
}

function inTime<T extends LedgerEntry>(entries: readonly T[]): readonly T[] {
  return ordered(entries, (entry) => [instantOfIso(entry.at)?.micros ?? 0, JSON.stringify(entry)]);
}

/** A file that was hashed again stands once, as it was last; a changed file stands with both hashes. */
function newestHashes(hashes: readonly HashEntry[]): readonly HashEntry[] {
  const newest = new Map<string, HashEntry>();
  for (const hash of inTime(hashes)) {
    newest.set(JSON.stringify([hash.file, hash.host, hash.pid, hash.hostPath, hash.sha256]), hash);
  }
  return ordered([...newest.values()], ({ file, sha256, at }) => [file, sha256, at]);
}

function printedHashes({ files = [], executable = "" }: ProcessInstance): readonly KnownHash[] {
  return files
    .filter(({ md5, sha1, sha256 }) => (sha256 ?? sha1 ?? md5) !== undefined)
    .map(({ path = executable, md5, sha1, sha256 }) => ({
      file: path,
      ...(md5 === undefined ? {} : { md5 }),
      ...(sha1 === undefined ? {} : { sha1 }),
      ...(sha256 === undefined ? {} : { sha256 }),
    }));
}

function isSame(a: KnownHash, b: KnownHash): boolean {
  return (["sha256", "sha1", "md5"] as const).some(
    (kind) => a[kind] !== undefined && a[kind].toLowerCase() === b[kind]?.toLowerCase(),
  );
}

function isOfHost(hash: HashEntry, process: ProcessInstance): boolean {
  return hash.host === undefined || hash.host.toLowerCase() === (process.host.name ?? "").toLowerCase();
}

/** A PID alone names a process only together with its host; a path names it for good. */
function isOfProcess(hash: HashEntry, process: ProcessInstance): boolean {
  const path = process.executable?.toLowerCase();
  if (hash.hostPath !== undefined && path !== undefined) return hash.hostPath.toLowerCase() === path;
  return hash.pid === process.pid && (hash.host !== undefined || process.host.name === undefined);
}
