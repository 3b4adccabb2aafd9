import type { LineSpan } from "./span.ts";

/** Impossible is an error, suspicious a warning, a caveat information, noise a hint. */
export type IssueSeverity = "error" | "warning" | "information" | "hint";

interface IssueKind {
  readonly severity: IssueSeverity;
  /** A sentence that is true of every issue of this code. */
  readonly title: string;
}

/** Every code a diagnostic can have. Each has its page in docs/diagnostics. */
export const issueKinds = {
  EV001: { severity: "error", title: "The block is not what was hashed" },
  EV002: { severity: "hint", title: "The line was not understood" },
  EV003: { severity: "warning", title: "The line is too long and was read only in part" },
  EV004: { severity: "warning", title: "The capture ends in the middle of a row" },
  EV005: { severity: "information", title: "The encoding is assumed" },
  EV006: { severity: "hint", title: "The same row stands here twice" },
  EV007: { severity: "warning", title: "The time goes backwards" },
  EV008: { severity: "information", title: "The time zone is not known" },
  EV009: { severity: "information", title: "The year is not known" },
  EV010: { severity: "error", title: "There is no such time" },
  EV011: { severity: "warning", title: "The device's clock was not set" },
  EV012: { severity: "error", title: "There is no such address" },
  EV013: { severity: "warning", title: "The address can be read in two ways" },
  EV014: { severity: "error", title: "There is no such port" },
  EV015: { severity: "information", title: "The address is reserved for documentation" },
  EV016: { severity: "warning", title: "The row is wrapped over several lines" },
  EV017: { severity: "information", title: "Blanks of this line are not plain blanks" },
  EV018: { severity: "information", title: "The address is defanged" },
  EV019: { severity: "warning", title: "The fence names another format than the block has" },
  EV020: { severity: "information", title: "This local time happens twice or never" },
  EV021: { severity: "warning", title: "A fact on the fence cannot be read" },
  EV022: { severity: "warning", title: "The archive ends early or is damaged" },
  EV023: { severity: "warning", title: "An archive is larger than is read" },
  EV024: { severity: "warning", title: "This part of an archive cannot be read" },
  EV025: { severity: "warning", title: "The file could not be read to its end" },
  EV026: { severity: "information", title: "The heading has no row" },
  EV027: { severity: "information", title: "Nothing was logged for more than a day" },
  EV028: { severity: "warning", title: "A native capture was not read, or only in part" },
  NET001: { severity: "error", title: "A UDP row has no state" },
  NET002: { severity: "warning", title: "A TCP row needs a state" },
  NET003: { severity: "error", title: "A connection needs a foreign address" },
  NET004: { severity: "error", title: "A listener has no foreign port" },
  NET005: { severity: "warning", title: "PID 0 owns no open connection" },
  NET006: { severity: "information", title: "The owner of this UDP socket is unknown" },
  NET007: { severity: "warning", title: "The kernel's process talks to a public address" },
  NET008: { severity: "warning", title: "Windows PIDs are multiples of four" },
  NET009: { severity: "information", title: "The owner could not be read without elevation" },
  NET010: { severity: "information", title: "svchost.exe hosts several services" },
  NET011: { severity: "information", title: "The port was resolved to a service name" },
  NET012: { severity: "information", title: "The address was resolved to a name" },
  NET013: { severity: "hint", title: "Both ends of a loopback connection" },
  NET014: { severity: "information", title: "The state is not one netstat prints" },
  NET015: { severity: "error", title: "There is no such PID" },
  NET016: { severity: "information", title: "The table cut this address or port" },
  PR001: { severity: "warning", title: "The same PID stands in this list twice" },
  PR002: { severity: "information", title: "The image name is cut at 25 characters" },
  FW001: { severity: "warning", title: "Events were lost: a gap in the evidence" },
  FW002: { severity: "warning", title: "The firewall row is incomplete" },
  FW003: { severity: "warning", title: "The row has more or fewer columns than its header" },
  FW004: { severity: "warning", title: "This protocol has no ports" },
  FW005: { severity: "information", title: "The columns are inferred: there is no header" },
  FW006: { severity: "information", title: "One line stands for several packets" },
  FW007: { severity: "information", title: "The action is not known" },
  FW008: { severity: "hint", title: "The same packet is logged twice" },
  FW009: { severity: "warning", title: "The log was rate-limited: a gap in the evidence" },
} as const satisfies Record<string, IssueKind>;

export type IssueCode = keyof typeof issueKinds;

/** Another place that explains an issue. */
export interface RelatedPlace {
  readonly message: string;
  readonly place: LineSpan;
  /** Absent for the same document. */
  readonly uri?: string;
}

export interface Issue {
  readonly code: IssueCode;
  readonly place: LineSpan;
  /** One sentence about this line, in plain text; log text in it is not escaped yet. */
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
}

export function severityOf(code: IssueCode): IssueSeverity {
  return issueKinds[code].severity;
}
