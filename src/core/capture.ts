import type { Family } from "./format.ts";

/** Facts the analyst wrote on a fence, or that a file's surroundings give. */
export interface CaptureFacts {
  readonly host?: string;
  /** When the evidence was collected: ISO 8601 as written. */
  readonly captured?: string;
  /** IANA zone name or offset of the clock that wrote the times. */
  readonly zone?: string;
  /** The year of times that print none. */
  readonly year?: string;
  /** How far the clock that wrote the times was ahead of the right time (`+7m`), or behind it (`-1h30m`). */
  readonly skew?: string;
  readonly command?: string;
  /** SHA-256 of the block's lines in UTF-8, each ended by one LF, without the fence lines. */
  readonly sha256?: string;
  readonly vendor?: string;
}

/** One file or one block of evidence as collected; a table printed again within it is a capture of its own. */
export interface CaptureIdentity {
  /** Stable within one reading of the case: uri and first line. */
  readonly id: string;
  readonly uri: string;
  readonly format: string;
  readonly family: Family;
  /** 0-based lines of the document, the last one included. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly facts: CaptureFacts;
  /** Whether it is a fenced or pasted block within a document that is more than evidence. */
  readonly place: "file" | "block";
}
