import type { NormalizedCopyParams, Observable, Place } from "./messages.ts";

/**
 * Commands that the server may put on code lenses, quick fixes and hovers, and the client registers. Each takes
 * one plain object; `CommandArguments` says which.
 */
export const commands = {
  /** Hashes a file; for a place or a file observable the executable of that process. */
  hashFile: "incidentNotes.hashFile",
  /** Asks a service about a value, after consent. */
  lookUp: "incidentNotes.lookUp",
  /** Cites lines in the findings. */
  addToFindings: "incidentNotes.addToFindings",
  /** Shows lines beside the one they belong to. */
  revealLines: "incidentNotes.revealLines",
  /** Opens a line; of a file too large for an editor, in a view around it. */
  openLine: "incidentNotes.openLine",
  /** Puts a text on the clipboard: the next command to run on the host. */
  copyText: "incidentNotes.copyText",
  /** Asks for the time zone of the clock that wrote a file or a block. */
  setZone: "incidentNotes.setZone",
  /** Asks what is known of that clock: zone, year, how far it is wrong; and whose it is. */
  setClock: "incidentNotes.setClock",
  /** Asks which clock is to be put right, as rows of two captures that are the same event show it. */
  alignClocks: "incidentNotes.alignClocks",
  /** Asks in which format a file or a block is to be read. */
  chooseFormat: "incidentNotes.chooseFormat",
  /** What to run to see what a process does and to whom it sends; copied, or run with consent. */
  captureEvents: "incidentNotes.captureEvents",
  /** Shows what the process of a line did, in the order of time. */
  showTimeline: "incidentNotes.showTimeline",
  /** Shows how long it is between the beats of a remote endpoint. */
  showIntervals: "incidentNotes.showIntervals",
  /** Opens a normalized copy of evidence beside it; the evidence stays as it is. */
  openNormalizedCopy: "incidentNotes.openNormalizedCopy",
} as const;

export interface CommandArguments {
  readonly hashFile: Place | Observable;
  readonly lookUp: Place | Observable;
  readonly addToFindings: CitedPlaces | Place;
  readonly revealLines: RevealedLines;
  readonly openLine: Place;
  readonly copyText: CopiedText;
  readonly setZone: Place;
  readonly setClock: Place;
  readonly alignClocks: Place;
  readonly chooseFormat: Place;
  readonly captureEvents: Place;
  readonly showTimeline: Place;
  readonly showIntervals: Place;
  readonly openNormalizedCopy: NormalizedCopyParams;
}

export interface CitedPlaces {
  readonly cites: readonly Place[];
}

export interface RevealedLines {
  readonly at: Place;
  readonly places: readonly Place[];
}

export interface CopiedText {
  readonly text: string;
}

/** A command as LSP's `Command` has it: `commandOf("lookUp", "Look up", { kind: "address", value })`. */
export function commandOf<Name extends keyof CommandArguments>(
  name: Name,
  title: string,
  argument: CommandArguments[Name],
): { readonly title: string; readonly command: string; arguments: [CommandArguments[Name]] } {
  return { title, command: commands[name], arguments: [argument] };
}
