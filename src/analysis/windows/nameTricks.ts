import type { Technique } from "../../core/finding.ts";
import { techniques } from "../detectors/attack.ts";
import { baseName } from "./windowsPath.ts";

/** How a file's name is made to be read as another. */
export interface NameTrick {
  readonly how: string;
  readonly technique: Technique;
  readonly unless: string;
}

/** Runs as a program, whatever stands before it. */
const programEnds: ReadonlySet<string> = new Set("exe scr com pif bat cmd cpl hta js vbs wsf lnk".split(" "));
/** What documents, pictures and archives end with. */
const documentEnds: ReadonlySet<string> = new Set(
  (
    "pdf doc docx docm xls xlsx xlsm ppt pptx rtf txt csv odt eml msg htm html xml jpg jpeg png gif bmp tif " +
    "svg mp3 mp4 avi mov wav zip rar 7z iso img"
  ).split(" "),
);
/** Signs that turn the direction of writing. Unicode, Bidirectional Algorithm (UAX 9). */
const turning = /[\u202a-\u202e\u2066-\u2069]/u;
/** Signs that take no room. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;
/** A gap that pushes the true ending out of sight. */
const gap = /[ \u00a0\u2000-\u200a\u3000]{5}/u;

/** The trick that the name of a process or the path of its image plays. MITRE T1036.002, T1036.006, T1036.007. */
export function nameTrickOf(printed: string): NameTrick | undefined {
  const name = baseName(printed);
  if (turning.test(name))
    return {
      how: "holds a sign that turns the direction of writing, so that it is read as another name",
      technique: techniques.rightToLeft,
      unless: "The name is written in Arabic or Hebrew, and the sign belongs to the script.",
    };
  if (unseen.test(name))
    return {
      how: "holds signs that nobody sees",
      technique: techniques.masquerading,
      unless: "The tool that printed the name put them there.",
    };
  const parts = name.toLowerCase().split(".");
  const [before, end = ""] = parts.slice(-2);
  if (/[ \u00a0]$/u.test(end) && programEnds.has(end.trim()))
    return {
      how: "ends with a blank, and so is another than the name without it",
      technique: techniques.blankAfterName,
      unless: "The blank was added by the tool that printed the name.",
    };
  if (parts.length < 3 || !programEnds.has(end)) return undefined;
  if (!documentEnds.has(before?.trim() ?? "") && !gap.test(name)) return undefined;
  return {
    how: "has two endings: it looks like a document, and is a program",
    technique: techniques.doubleExtension,
    unless: "It is a program that is known, whose name only happens to have a dot there.",
  };
}
