import type { ObservableKind } from "../core/ledger.ts";
import type { ShownLines } from "./views.ts";

/**
 * Our own requests and notifications between client and server, beside LSP's. Every name here is a method;
 * lines are 0-based as in LSP.
 */
export const methods = {
  /** Request: rows below a row of one of the trees. */
  treeChildren: "incidentNotes/treeChildren",
  /** Notification from the server: what the case says has changed; trees and lenses are stale. */
  caseChanged: "incidentNotes/caseChanged",
  /** Request: what a filter comes to, and what may be typed next. */
  filter: "incidentNotes/filter",
  /** Request: what a pasted text is, and the fence it would get. */
  recognizePaste: "incidentNotes/recognizePaste",
  /** Request: which open questions a text answers that is pasted. */
  answeredSteps: "incidentNotes/answeredSteps",
  /** Request: the indicators of a text, as a list. */
  extractIndicators: "incidentNotes/extractIndicators",
  /** Request: format of a document or of the block at a line, and the formats to choose from. */
  formatAt: "incidentNotes/formatAt",
  /** Request: read a document in this format from now on; without one, by its shape again. */
  chooseFormat: "incidentNotes/chooseFormat",
  /** Request: process, addresses, domains and hashes at a place, for hashing and looking up. */
  observablesAt: "incidentNotes/observablesAt",
  /** Request: Markdown that cites lines or rows of a tree. */
  citation: "incidentNotes/citation",
  /** Request: the findings file with lines cited in the analyst's part. */
  addSelection: "incidentNotes/addSelection",
  /** Request: the findings file, generated anew around the analyst's own text. */
  generateFindings: "incidentNotes/generateFindings",
  /** Request: findings as HTML, CSV or STIX. */
  exportFindings: "incidentNotes/exportFindings",
  /** Request: a text with evidence normalized, as a copy. */
  normalizedCopy: "incidentNotes/normalizedCopy",
  /** Request: the lines of a selection, with their numbers; the text of a view. */
  viewLines: "incidentNotes/viewLines",
  /** Request: opens a capture of Process Monitor to show its events; `closeEvents` when nobody looks any more. */
  openEvents: "incidentNotes/openEvents",
  closeEvents: "incidentNotes/closeEvents",
  /** Request: looks through some more of the capture, and says how far that has come. */
  advanceEvents: "incidentNotes/advanceEvents",
  /** Request: leaves the events that meet a filter; `advanceEvents` finds them. */
  filterEvents: "incidentNotes/filterEvents",
  /** Request: some of the events that the filter leaves. */
  eventRows: "incidentNotes/eventRows",
  /** Request: certain events, and the lines they stand on. */
  chosenEvents: "incidentNotes/chosenEvents",
  /** Request: all that the capture says of one event. */
  eventDetail: "incidentNotes/eventDetail",
  /** Request: the next event with a text; looks for a while. */
  findEvent: "incidentNotes/findEvent",
  /** Request: where an event, or a line, is among those that the filter leaves. */
  eventPosition: "incidentNotes/eventPosition",
  /** Request: what the case says of an event. */
  eventLinks: "incidentNotes/eventLinks",
  /** Request: the filter of a configuration of Process Monitor, and the other way round. */
  rulesOfPmc: "incidentNotes/rulesOfPmc",
  pmcOfRules: "incidentNotes/pmcOfRules",
  /** Request: what to run, and with which configuration, to answer an open question with Process Monitor. */
  capturePlan: "incidentNotes/capturePlan",
  /** Request: what one process did, in the order of time. */
  processTimeline: "incidentNotes/processTimeline",
  /** Request: the captures of the case on one axis; some of its lanes; the lines of a lane within a span. */
  timelineOutline: "incidentNotes/timelineOutline",
  timelineLanes: "incidentNotes/timelineLanes",
  beatLines: "incidentNotes/beatLines",
  /** Request: a picture of something in the case; the findings with it. */
  casePicture: "incidentNotes/casePicture",
  addPicture: "incidentNotes/addPicture",
  /** Request: a configuration of Process Monitor in words. */
  pmcWords: "incidentNotes/pmcWords",
  /** Request: what would put clocks right, by lines that are the same event. */
  alignedClocks: "incidentNotes/alignedClocks",
  /** Request: two snapshots of a host as texts to be shown side by side. */
  compareSnapshots: "incidentNotes/compareSnapshots",
  /** Request: the snapshots that one can be compared with; without one, all. */
  snapshots: "incidentNotes/snapshots",
  /** Request: looks once at the sockets of the machine on which the server runs, and adds them to a note. */
  lookAtSockets: "incidentNotes/lookAtSockets",
  /** Notification: files outside of the folders that are of the case, too. */
  referredFiles: "incidentNotes/referredFiles",
  /** Notification: which lines a view's text has, before the client opens or changes it. */
  viewShown: "incidentNotes/viewShown",
  /** Request from the server: bytes of a file that the server cannot read itself (virtual workspaces). */
  readFile: "incidentNotes/readFile",
  /** Request from the server: files of a folder that the server cannot list itself. */
  listFiles: "incidentNotes/listFiles",
} as const;

export const treeNames = ["processes", "remotes", "evidence", "findings"] as const;
export type TreeName = (typeof treeNames)[number];

export interface Place {
  readonly uri: string;
  readonly line: number;
}

export interface AlignedClocksParams {
  /** Two lines that are the same event, by the analyst's word. */
  readonly same?: readonly [Place, Place];
  /** A line of the capture whose clock is asked for; without one, all. */
  readonly of?: Place;
}

/** What may be said of clocks; `sentence` says why there is nothing. */
export interface AlignedClocks {
  readonly choices: readonly ClockChoice[];
  readonly sentence?: string;
}

/** Facts of one capture's clock, to choose. */
export interface ClockChoice {
  readonly title: string;
  readonly detail: string;
  /** The first line of the capture. */
  readonly place: Place;
  /** Whether it is a block of a note, on whose fence it is said. */
  readonly isBlock: boolean;
  readonly facts: { readonly zone?: string; readonly skew?: string };
  /** Lines that show it. */
  readonly evidence: readonly Place[];
}

export interface CompareSnapshotsParams {
  /** A line of each. */
  readonly earlier: Place;
  readonly later: Place;
}

export interface LookAtSocketsParams {
  /** What is waited for, in the words of a filter. */
  readonly where: string;
  /** Path of the note that keeps every table. */
  readonly note: string;
}

/** One look at the sockets; `sentence` says why there is none, or what of the filter cannot be understood. */
export type SocketLook =
  | {
      readonly kind: "taken";
      readonly command: string;
      readonly rows: number;
      /** Rows that were waited for, as printed. */
      readonly matches: readonly { readonly text: string; readonly pid?: number }[];
    }
  | { readonly kind: "failed"; readonly sentence: string };

export interface SnapshotsParams {
  /** A line of the snapshot to compare with. */
  readonly with?: Place;
}

/** A snapshot to choose. */
export interface SnapshotChoice {
  readonly title: string;
  readonly description: string;
  readonly place: Place;
}

/** Two snapshots, a row each line, in the same order and the same words. */
export interface SnapshotTexts {
  readonly title: string;
  readonly earlier: string;
  readonly later: string;
  /** What changed, in numbers, and what is assumed. */
  readonly said: readonly string[];
}

export interface TreeChildrenParams {
  readonly tree: TreeName;
  /** Id of the row whose children are wanted; absent for the roots. */
  readonly parent?: string;
  /** What the analyst typed to narrow the tree. */
  readonly filter?: string;
}

/** One row of a tree as data. All texts are plain; the client shows them as text, never as Markdown. */
export interface TreeRow {
  /** Stable while the thing it stands for is there. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Lines of a tooltip. */
  readonly tooltip?: readonly string[];
  /** A codicon's name, and a theme color's id where the color has a meaning that the text says too. */
  readonly icon: string;
  readonly iconColor?: string;
  readonly children: "none" | "collapsed" | "expanded";
  /** What menus key on: `host`, `process`, `address`, `endpoint`, `connection`, `capture`, `issue`, `finding` … */
  readonly context: string;
  readonly accessibilityLabel: string;
  /** Where a click leads. */
  readonly place?: Place;
  /** Lines that a citation of this row cites. */
  readonly cites: readonly Place[];
  readonly observables: readonly Observable[];
  /** Filters that leave only what the row stands for. */
  readonly filters?: RowFilters;
  /** The view of the lines that the row stands for. */
  readonly shows?: ShownLines;
  /** What is to be run on a host, to be copied. */
  readonly step?: RowStep;
  /** What a click opens in place of `place`, where that is in a document too large for an editor. */
  readonly opens?: Place;
}

/** A question that the case leaves open, and the commands that answer it. */
export interface RowStep {
  readonly commands: readonly { readonly shell: string; readonly text: string }[];
  /** The same as a task of a note. */
  readonly markdown: string;
}

/** Texts for the trees' filter. */
export interface RowFilters {
  readonly row: string;
  /** Its port alone. */
  readonly port?: string;
}

export interface Observable {
  readonly kind: ObservableKind;
  /** An address, a domain name, a SHA-256; for a file without a hash its path on the host. */
  readonly value: string;
}

export type ExtractedForm = "plain" | "csv";

export interface ExtractIndicatorsParams {
  readonly text: string;
  readonly as: ExtractedForm;
}

export interface ExtractedIndicators {
  readonly count: number;
  readonly text: string;
}

export interface AnsweredStepsParams {
  readonly text: string;
}

/** `who owns port 51514/udp on WS-042` */
export type AnsweredSteps = readonly string[];

export interface RecognizePasteParams {
  readonly text: string;
  /** Where the text would be pasted. */
  readonly uri: string;
  readonly line: number;
}

export interface RecognizedPaste {
  readonly format: string;
  readonly title: string;
  readonly rows: number;
  readonly issues: number;
  /** The block: fence, facts with sha256, the text unchanged but for its line breaks, fence. */
  readonly block: string;
}

export interface FormatAt {
  readonly current?: {
    readonly id: string;
    readonly title: string;
    readonly rows: number;
    /** What says so: its shape, the analyst, or the fence's first word. */
    readonly chosen: "shape" | "hand" | "fence";
  };
  readonly choices: readonly FormatChoice[];
}

export interface FormatChoice {
  readonly id: string;
  readonly title: string;
  /** Also the editor's language id. */
  readonly family: string;
}

export interface ChooseFormatParams {
  readonly uri: string;
  readonly format?: string;
}

export interface ProcessAt {
  readonly id: string;
  readonly pid: number;
  readonly host?: string;
  readonly name?: string;
  readonly executable?: string;
  /** SHA-256 of the executable, where a capture prints it. */
  readonly hash?: string;
}

export interface ObservablesAt {
  readonly process?: ProcessAt;
  readonly observables: readonly Observable[];
}

export interface CitationParams {
  readonly places: readonly Place[];
  /** Document that the links are relative to. */
  readonly from: string;
}

/** Answered by the findings' new text, as `addSelection` of the report makes it; the same text where nothing is new. */
export interface AddSelectionParams {
  /** Where the findings stand; links are relative to it. */
  readonly uri: string;
  /** The file's present text; empty where there is none yet. */
  readonly existing: string;
  readonly places: readonly Place[];
}

export interface GenerateFindingsParams {
  /** Where the findings will stand; links are relative to it. */
  readonly uri: string;
  /** The file's present text; empty where there is none yet. */
  readonly existing: string;
}

export interface ExportFindingsParams {
  readonly uri: string;
  readonly kind: "html" | "csv" | "stix";
  /** Markdown to make HTML of; absent to generate it. */
  readonly markdown?: string;
}

export interface NormalizedCopyParams {
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ReferredFiles {
  readonly uris: readonly string[];
}

export interface ReadFileParams {
  readonly uri: string;
}

/** Absent as a whole where there is no such file. */
export interface ReadFileResult {
  readonly base64: string;
}

export interface ListFilesParams {
  readonly folder: string;
}

export interface ListFilesResult {
  readonly files: readonly ListedFile[];
}

export interface ListedFile {
  readonly uri: string;
  /** Path relative to the folder, with slashes. */
  readonly path: string;
  readonly size: number;
  /** Microseconds since 1970 of its last change. */
  readonly changed: number;
}

export interface TextResult {
  readonly text: string;
}

/** Sent at the start; and again, whole, as the `settings` of `workspace/didChangeConfiguration`. */
export interface InitializationOptions {
  /** Base of the pages that diagnostics' codes link to, ended by a slash. */
  readonly documentation?: string;
  /** Globs of files that are evidence, and of those that never are. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Formats that the user defines, as schemas/format.schema.json describes them. */
  readonly formats?: readonly unknown[];
  /** Paths of databases of addresses (.mmdb), or of folders of them. */
  readonly addressDatabases?: readonly string[];
  /** Zone of clocks that say none; absent leaves it unknown. */
  readonly zone?: string;
  /** Whether the client shows views of lines, and takes `openLine` from hovers. */
  readonly views?: boolean;
  /** A folder of the machine in which scans of files are kept, and how much it may hold (2²⁰ bytes); absent for none. */
  readonly cache?: { readonly folder: string; readonly megabytes: number };
  /** What is unpacked of one archive at the most: gigabytes (2³⁰), and times its own size. */
  readonly archives?: { readonly gigabytes?: number; readonly ratio?: number };
  /** Small words beside fields; what is absent is shown. */
  readonly inlayHints?: { readonly [K in InlayHintSetting]?: boolean };
}

/** Kinds of small words beside fields, by the names of their settings. */
export const inlayHintSettings = ["processNames", "serviceNames", "intervals", "utc"] as const;
export type InlayHintSetting = (typeof inlayHintSettings)[number];
