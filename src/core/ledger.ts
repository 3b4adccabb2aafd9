/** What the case remembers of acts that a reading cannot repeat: `.incident/ledger.jsonl`, one entry a line. */
export const ledgerPath = ".incident/ledger.jsonl";

/** A file's bytes were hashed. `at` is ISO 8601 in UTC, here and below. */
export interface HashEntry {
  readonly kind: "hash";
  readonly at: string;
  /** Path of the file that was read, relative to the case where it lies inside. */
  readonly file: string;
  /** Path on the investigated host, where a mapping led from it to `file`. */
  readonly hostPath?: string;
  readonly host?: string;
  readonly pid?: number;
  readonly size: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

export type ObservableKind = "file" | "address" | "domain";

/** A service was asked about a value, with the analyst's consent. */
export interface VerdictEntry {
  readonly kind: "verdict";
  readonly at: string;
  readonly service: "virustotal";
  readonly observable: ObservableKind;
  readonly value: string;
  /** "unknown": the service has never seen it. Unknown is not clean. */
  readonly answer: "unknown" | "known";
  readonly malicious?: number;
  readonly suspicious?: number;
  readonly engines?: number;
  /** When the service first saw it. */
  readonly firstSeen?: string;
  /** When the service analyzed it last. */
  readonly analyzed?: string;
  readonly names?: readonly string[];
}

/** A file of evidence had this hash at that time. */
export interface EvidenceEntry {
  readonly kind: "evidence";
  readonly at: string;
  /** Relative to the case. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

export type LedgerEntry = HashEntry | VerdictEntry | EvidenceEntry;

/** Reads a ledger of any content: lines that are no entries are counted, not guessed at. */
export function readLedger(text: string): {
  readonly entries: readonly LedgerEntry[];
  readonly unreadable: number;
} {
  const entries: LedgerEntry[] = [];
  let unreadable = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const entry = entryOf(line);
    if (entry) entries.push(entry);
    else unreadable++;
  }
  return { entries, unreadable };
}

/** One line of the ledger, with its line break. */
export function ledgerLine(entry: LedgerEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

const required: { readonly [K in LedgerEntry["kind"]]: readonly string[] } = {
  hash: ["at", "file", "md5", "sha1", "sha256"],
  verdict: ["at", "service", "observable", "value", "answer"],
  evidence: ["at", "file", "sha256"],
};

function entryOf(line: string): LedgerEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return undefined;
    const fields = new Map<string, unknown>(Object.entries(value));
    const kind = fields.get("kind");
    if (kind !== "hash" && kind !== "verdict" && kind !== "evidence") return undefined;
    return required[kind].every((key) => typeof fields.get(key) === "string")
      ? (value as LedgerEntry)
      : undefined;
  } catch {
    return undefined;
  }
}
