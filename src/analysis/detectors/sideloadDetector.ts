import type { PrintedFile } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import type { Finding } from "../../core/finding.ts";
import { type ImagePlace, imagePlace, placeWords } from "../windows/imagePlace.ts";
import { isWindowsLibrary } from "../windows/windowsLibraries.ts";
import { baseName, folderKey, pathKey } from "../windows/windowsPath.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { gravestFirst } from "./gravity.ts";
import { deedsOf, firstSendOf, isMicrosofts, type ProcessStory, storiesOf } from "./processStory.ts";

const mostFindings = 40;

export const sideloadDetector: Detector = {
  id: "side-loading",
  title: "A program loads a library that lies beside it and may not be its own",
  question:
    "Does a program that users can replace load, from its own folder, a library that is not signed as it is, or that bears the name of one of Windows'?",
  *examine(facts) {
    const findings = [...storiesOf(facts).active()].flatMap((story) => {
      const libraries = deedsOf(story, "image loaded").flatMap((load) => sideLoaded(story, load));
      return libraries.length === 0 ? [] : [findingOf(story, libraries as [SideLoaded, ...SideLoaded[]])];
    });
    yield* gravestFirst(findings, mostFindings);
  },
};

interface SideLoaded {
  readonly load: Deed;
  readonly path: string;
  /** What is printed of the library, where it says that it is not signed. */
  readonly unsigned: PrintedFile | undefined;
  /** What is printed of the program beside it, where it says that this is signed. */
  readonly signed: PrintedFile | undefined;
  readonly isWindowsName: boolean;
}

function sideLoaded(story: ProcessStory, load: Deed): readonly SideLoaded[] {
  const { path, files = [], module } = load;
  const { executable } = story;
  if (path === undefined || executable === undefined || story.isWindows) return [];
  if (!isReplaceable(imagePlace(executable)) || folderKey(path) !== folderKey(executable)) return [];
  if (!path.toLowerCase().endsWith(".dll") || (module && isMicrosofts(module))) return [];
  // Of what the stacks show to send, the question about senders tells.
  if (story.senders.some((sender) => sender.module && pathKey(sender.module.path) === pathKey(path)))
    return [];
  const signed = story.process.files?.find(isSigned);
  const unsigned = signed && files.find(isUnsigned);
  const isWindowsName = isWindowsLibrary(path) && !files.some(isSigned);
  return unsigned || isWindowsName ? [{ load, path, unsigned, signed, isWindowsName }] : [];
}

function isReplaceable(place: ImagePlace): boolean {
  return place === "user" || place === "temporary" || place === "odd" || place === "network";
}

/** `sigcheck` says "Signed", PowerShell "Valid". */
function isSigned({ signature }: PrintedFile): boolean {
  return ["signed", "valid"].includes(signature?.toLowerCase() ?? "");
}

function isUnsigned({ signature }: PrintedFile): boolean {
  return ["unsigned", "notsigned", "not signed"].includes(signature?.toLowerCase() ?? "");
}

function findingOf(story: ProcessStory, libraries: readonly [SideLoaded, ...SideLoaded[]]): Finding {
  const [best] = [...libraries].sort((a, b) => signsOf(b).length - signsOf(a).length) as [SideLoaded];
  const { load, path, unsigned, signed } = best;
  const signs = signsOf(best);
  const send = firstSendOf(story);
  const more = libraries.length === 1 ? "" : `, and ${libraries.length - 1} more`;
  return {
    id: `side-loading ${story.process.id}`,
    rule: "side-loading",
    severity: send ? (1 < signs.length ? "high" : "medium") : "low",
    confidence: 1 < signs.length || unsigned ? "medium" : "low",
    summary: `${processText(story.process)} loaded ${path}${more}, which lies beside it in ${placeWords[imagePlace(path)]} and ${signs.join(" and ")}.${send ? ` It sends to ${remoteText(send.remote)}.` : ""}`,
    reason:
      "a program loads a library of this name from its own folder first, whoever put it there; a good signature of the program says nothing of the library",
    technique: techniques.hijackedLibrary,
    unless: "The program's maker ships this library, unsigned: its hash is that of a clean installation.",
    evidence: citations(
      load.place,
      [
        unsigned?.place,
        signed?.place,
        send?.place,
        story.process.evidence[0],
        ...libraries.slice(0, 3).map((each) => each.load.place),
      ],
      6,
    ),
  };
}

function signsOf({ path, unsigned, isWindowsName }: SideLoaded): readonly string[] {
  return [
    ...(isWindowsName ? [`bears the name of Windows' ${baseName(path).toLowerCase()}`] : []),
    ...(unsigned ? ["is not signed, while the program is"] : []),
  ];
}
