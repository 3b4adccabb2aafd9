import { isCollectedLog } from "../captures/collectedLog.ts";
import { localAddresses } from "../captures/localAddresses.ts";
import type { ScannedCapture, ScannedFile } from "../captures/scannedFile.ts";
import { speaksOfHost } from "./hostNames.ts";
import { type HostNaming, headingsOver, hostNamingOf, isNote, titleOf } from "./hostNaming.ts";

/** A capture, and all that may tell its host. */
export interface HostCandidate {
  readonly capture: ScannedCapture;
  /** Addresses of its host. */
  readonly addresses: ReadonlySet<string>;
  readonly naming: HostNaming | undefined;
  /** The parts of the case that it stands in, the innermost first. */
  readonly sections: readonly string[];
}

export function hostCandidates(file: ScannedFile): readonly HostCandidate[] {
  const candidates: HostCandidate[] = [];
  for (const capture of file.captures) {
    const above = candidates.at(-1);
    const naming = hostNamingOf(file, capture, above?.capture);
    candidates.push({
      capture,
      addresses: isCollectedLog(capture) ? new Set() : localAddresses(capture),
      naming: above && isPartOfPaste(capture, above.capture) ? firmest(naming, above.naming) : naming,
      sections: sectionsOf(file, capture),
    });
  }
  return candidates;
}

/** A process list right below a socket table came with it; nobody wrote anything between them. */
function isPartOfPaste(capture: ScannedCapture, above: ScannedCapture): boolean {
  const isList = capture.family !== "netstat" && capture.family !== "fwlog";
  return isList && above.family === "netstat" && capture.firstLine - above.lastLine <= fewLines;
}

/** Blanks and a prompt. */
const fewLines = 4;

function firmest(own: HostNaming | undefined, above: HostNaming | undefined): HostNaming | undefined {
  return !own || own.weight === "titled" ? (above ?? own) : own;
}

/**
 * What stands below one heading of a note is a section; wider ones are what stands below the headings over it, the
 * note, its folder, the folders around, and the case. A heading that speaks of a host closes the section: what is
 * below it is not of the hosts around.
 */
function sectionsOf(file: ScannedFile, capture: ScannedCapture): readonly string[] {
  const { uri, path } = file.entry;
  const sections: string[] = [];
  if (isNote(file)) {
    for (const heading of headingsOver(file, capture)) {
      sections.push(`${uri}#${heading.line}`);
      if (heading !== titleOf(file) && speaksOfHost(heading.text)) return sections;
    }
    sections.push(uri);
  }
  for (let folder = path; folder.includes("/"); ) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    sections.push(`${folder}/`);
  }
  return [...sections, ""];
}
