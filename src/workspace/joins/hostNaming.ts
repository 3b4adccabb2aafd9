import { parseAddress } from "../../core/address.ts";
import type { HostAttribution } from "../../core/caseView.ts";
import { absent } from "../captures/columns.ts";
import { isMonitored } from "../captures/conversations.ts";
import type { Heading, HostMention } from "../captures/outline.ts";
import type { ScannedCapture, ScannedFile } from "../captures/scannedFile.ts";
import { hostNamesIn, hostNamesInPath } from "./hostNames.ts";

/** The name that something gives to the host of a capture. */
export interface HostNaming {
  readonly name: string;
  readonly how: HostAttribution["how"];
  /**
   * "firm": the analyst wrote it on the fence, or the lines say it themselves. "told": it stands right above, or
   * in the file's name. "titled": it stands over much more than this capture, so what the lines say goes before.
   */
  readonly weight: "firm" | "told" | "titled";
}

/** The best naming of a capture; `above` is the capture before it in the same file. */
export function hostNamingOf(
  file: ScannedFile,
  capture: ScannedCapture,
  above: ScannedCapture | undefined,
): HostNaming | undefined {
  const said = capture.facts.host;
  if (said !== undefined) return { name: said, how: "fence", weight: "firm" };
  const line = capture.lineHost ?? ownNameInSockets(capture);
  if (line !== undefined) return { name: line, how: "line", weight: "firm" };
  // A router's log is about other hosts than those that names around it mean.
  if (capture.family === "fwlog" && capture.format !== "windows.firewall") return undefined;
  return isNote(file) ? namedByNote(file, capture, above) : namedByPath(file);
}

/** Whether a file is more than one capture: then its text tells whose each is. */
export function isNote({ captures }: ScannedFile): boolean {
  return captures.some(({ place }) => place === "block") || 1 < captures.length;
}

/** `netstat -a` without `-n` prints the host's own name for its own end, and Process Monitor where it resolves. */
function ownNameInSockets(capture: ScannedCapture): string | undefined {
  const { family, columns } = capture;
  if (family !== "netstat" && !isMonitored(capture)) return undefined;
  const names = new Set<string>();
  for (const id of new Set(columns.source.subarray(0, columns.count))) {
    const text = columns.text(id);
    if (id !== absent && text !== undefined && isHostName(text)) names.add(text);
  }
  const [only] = names;
  return names.size === 1 ? only : undefined;
}

function isHostName(text: string): boolean {
  return !parseAddress(text) && !/^(?:localhost|ip6-)/i.test(text) && /^[\p{L}\p{N}_.-]+$/u.test(text);
}

/** The file's own name speaks of it; its folder may hold more than one host. */
function namedByPath({ entry }: ScannedFile): HostNaming | undefined {
  const [file, ...folders] = entry.path
    .replace(/\.\w+$/, "")
    .split("/")
    .reverse();
  const ofFile = only(hostNamesInPath(file ?? ""));
  if (ofFile !== undefined) return { name: ofFile, how: "path", weight: "told" };
  for (const folder of folders) {
    const name = only(hostNamesInPath(folder));
    if (name !== undefined) return { name, how: "path", weight: "titled" };
  }
  return undefined;
}

function namedByNote(
  file: ScannedFile,
  capture: ScannedCapture,
  above: ScannedCapture | undefined,
): HostNaming | undefined {
  const headings = headingsOver(file, capture);
  const from = Math.max(above ? lastRowOf(above) : -1, headings[0]?.line ?? -1);
  const mentions = file.outline.mentions.filter(({ line }) => from <= line && line < capture.firstLine);
  const near = nearestMention(mentions.filter(({ line }) => capture.firstLine - line <= fewLines));
  if (near !== undefined) return { name: near, how: "heading", weight: "told" };
  const title = titleOf(file);
  for (const heading of headings) {
    const name = only(hostNamesIn(heading.text));
    if (name !== undefined) return { name, how: "heading", weight: heading === title ? "titled" : "told" };
  }
  const far = nearestMention(mentions);
  if (far !== undefined) return { name: far, how: "heading", weight: "told" };
  const path = namedByPath(file);
  return path && { ...path, weight: "titled" };
}

/** Its last line may be of the text below it. */
function lastRowOf({ columns, processes }: ScannedCapture): number {
  const lastRow = columns.count === 0 ? -1 : columns.line[columns.count - 1]!;
  return Math.max(lastRow, processes.at(-1)?.line ?? -1);
}

/** Between a sentence and the block that it announces: blanks, the fence, a prompt, the table's own title. */
const fewLines = 6;

/** The name in the last line that has one, if it has only one. */
function nearestMention(mentions: readonly HostMention[]): string | undefined {
  const last = mentions.at(-1)?.line;
  return only(mentions.filter(({ line }) => line === last).map(({ host }) => host));
}

function only(names: readonly string[]): string | undefined {
  const distinct = new Set(names.map((name) => name.toLowerCase()));
  return distinct.size === 1 ? names[0] : undefined;
}

/** The headings that a capture stands below, the innermost first. */
export function headingsOver({ outline }: ScannedFile, { firstLine }: ScannedCapture): readonly Heading[] {
  const over: Heading[] = [];
  for (const heading of outline.headings.filter(({ line }) => line < firstLine).reverse()) {
    const innermost = over.at(-1);
    if (!innermost || heading.level < innermost.level) over.push(heading);
  }
  return over;
}

/** The heading of a whole note: its only one of the first level, above all others. */
export function titleOf({ outline: { headings } }: ScannedFile): Heading | undefined {
  const [first] = headings;
  return first?.level === 1 && headings.filter(({ level }) => level === 1).length === 1 ? first : undefined;
}
