import type { Place } from "./messages.ts";

/** What a capture with Process Monitor is asked for by, and where and how long it is to run. */
export interface CapturePlanParams {
  /** Id of a row of a tree; or a line; neither for a whole host. */
  readonly row?: string;
  readonly place?: Place;
  /** On the host where it is to run. */
  readonly folder: string;
  readonly seconds: number;
  readonly megabytes: number;
  /** Where Process Monitor is on that host. */
  readonly program: string;
}

export interface CaptureCommand {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** The same line for two shells. */
  readonly cmd: string;
  readonly powershell: string;
  /** Program and arguments, where a task may run it: it asks Windows for the rights of an administrator. */
  readonly elevated?: readonly string[];
}

export interface CapturePlan {
  /** Plain text, with names of evidence in it. */
  readonly question: string;
  /** Of its files, without an ending. */
  readonly name: string;
  /** The filter in words. */
  readonly filter: string;
  /** The configuration's bytes, in base64. */
  readonly pmc: string;
  readonly commands: readonly CaptureCommand[];
  /** For a note: the question, what to run, what to do with the answer. */
  readonly markdown: string;
}

export interface PmcWordsParams {
  /** The file's bytes. */
  readonly base64: string;
}

/** A configuration in lines; where it is none, the one sentence that says so. */
export interface PmcText {
  readonly kind: "pmc" | "refused";
  readonly lines: readonly string[];
}

/** Which process: of a row of a tree, or of a line. */
export interface TimelineParams {
  readonly row?: string;
  readonly place?: Place;
  /** Document that the links are relative to. */
  readonly from: string;
}

export interface ProcessTimeline {
  readonly title: string;
  readonly markdown: string;
  readonly cites: readonly Place[];
}
