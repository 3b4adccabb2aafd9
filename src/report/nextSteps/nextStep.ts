import type { LineReference } from "../../core/caseView.ts";

/** The questions of an investigation, in their order: a line of a firewall, its process, its file, who within it sends. */
export type StepKind = "owner" | "name" | "file" | "hash" | "look-up" | "sender";

/** Something to run on a host; it is copied, never run. */
export interface StepCommand {
  readonly shell: "cmd" | "powershell" | "sh";
  readonly text: string;
}

/** What the case leaves open, and how it is answered. Names of evidence in its texts are not escaped yet. */
export interface NextStep {
  /** The same for the same question. */
  readonly id: string;
  readonly kind: StepKind;
  /** `Which process of WS-042 sends to 203.0.113.77:12000/udp?` */
  readonly question: string;
  /** The same in few words, after "answers": `who owns port 51514/udp on WS-042`. */
  readonly short: string;
  /** Where to ask: the host by its name, else by its address; undefined where nobody knows. */
  readonly host: string | undefined;
  /** None where it is answered in the editor. */
  readonly commands: readonly StepCommand[];
  /** What the answer looks like, and what to do with it. */
  readonly answer: string;
  /** Ids of formats and families that the answer comes in. */
  readonly formats: readonly string[];
  readonly asks: AskedFacts;
  /** The lines that leave it open. */
  readonly openBy: readonly [LineReference, ...LineReference[]];
}

/** By what an answer is recognized. */
export interface AskedFacts {
  readonly pid?: number;
  /** Our ports, of which the owner is asked. */
  readonly ports?: readonly number[];
  readonly transport?: string;
  /** Far ends, which a table of sockets may print. */
  readonly remotes?: readonly string[];
  /** Path of a file on the host. */
  readonly file?: string;
  readonly sha256?: string;
}
