import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import { type Instant, wallText } from "../../core/instant.ts";
import { lineLink } from "../../report/cite.ts";
import { markdownIndicator, markdownSentence, markdownText, shortened } from "../../report/escape.ts";
import { durationText } from "../../report/sections/reportTime.ts";
import { counted, plural } from "../../report/sections/table.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { processStoriesOf } from "./processStories.ts";
import { silenceBetween, type TimelineEntry, timelineOf } from "./processTimeline.ts";

/** A timeline as a text for a note; and the lines that it cites. */
export interface Timeline {
  readonly title: string;
  readonly markdown: string;
  readonly cites: readonly LineReference[];
}

const mostEntries = 2000;
const longestDetail = 160;

/** `pathOf` names a file as the document that the text is for links to it. */
export function timelineMarkdown(
  snapshot: CaseSnapshot,
  process: ProcessInstance,
  pathOf: (uri: string) => string,
): Timeline {
  const title = `Timeline of ${process.name ?? "a process"} (PID ${process.pid})`;
  const entries = timelineOf(snapshot, process);
  const shown = entries.slice(0, mostEntries);
  const link = ({ uri, line }: LineReference) => lineLink(pathOf(uri), line);
  const more = entries.length - shown.length;
  const lines = [
    `# ${markdownText(title)}`,
    "",
    ...aboutLines(snapshot, process, link),
    ...gapLines(snapshot, shown, link),
    "",
    ...(shown.length === 0 ? ["No capture says what it did."] : tableOf(shown, link)),
    ...(more <= 0 ? [] : ["", `… and ${counted(more)} more: see the capture itself.`]),
    "",
  ];
  return { title, markdown: lines.join("\n"), cites: shown.map(({ place }) => place) };
}

type Link = (place: LineReference) => string;

function aboutLines(snapshot: CaseSnapshot, process: ProcessInstance, link: Link): readonly string[] {
  const { host, executable, commandLine, user, evidence } = process;
  const parent = processStoriesOf(snapshot).parentOf(process);
  const starter = parent && `${parent.name ?? "name unknown"} (PID ${parent.pid})`;
  const facts = [
    ["Host", host.name],
    ["File", executable],
    ["Command line", commandLine],
    ["User", user],
    ["Started by", starter],
  ] as const;
  return [
    ...facts.flatMap(([title, value]) =>
      value === undefined ? [] : [`- ${title}: ${markdownIndicator(value.trim())}`],
    ),
    `- Shown by ${evidence.slice(0, 5).map(link).join(", ")}`,
  ];
}

/** Captures that have lost something: what is not told may have been there. */
function gapLines({ view }: CaseSnapshot, entries: readonly TimelineEntry[], link: Link): readonly string[] {
  const uris = new Set(entries.map(({ place }) => place.uri));
  return view.captures.flatMap(({ uri, gaps, firstGap }) => {
    if (gaps === 0 || !uris.has(uri)) return [];
    const first = firstGap === undefined ? "" : `, the first at ${link({ uri, line: firstGap })}`;
    return [`- A capture lacks events: ${plural(gaps, "gap")}${first}.`];
  });
}

function tableOf(entries: readonly TimelineEntry[], link: Link): readonly string[] {
  const rows = entries.flatMap((entry, i) => {
    const before = entries[i - 1];
    const silence = before && silenceBetween(before, entry);
    const pause = silence === undefined ? [] : [`|  | *${durationText(silence)} without a deed* |  |  |`];
    return [...pause, rowOf(entry, link)];
  });
  return ["| Time | What | Detail | Line |", "| --- | --- | --- | --- |", ...rows];
}

function rowOf(
  { time, last, verb, object, detail, remark, count, place }: TimelineEntry,
  link: Link,
): string {
  const many = count === 1 ? "" : ` (${counted(count)} times)`;
  const what = `${verb}${object === undefined ? "" : ` ${markdownIndicator(object)}`}${many}`;
  const told = [
    remark === undefined ? undefined : `**${markdownSentence(remark)}**`,
    detail === undefined ? undefined : markdownIndicator(shortened(detail, longestDetail)),
  ].filter((part) => part !== undefined);
  return `| ${spanOf(time, last)} | ${what} | ${told.join(", ")} | ${link(place)} |`;
}

/** With thousandths: much happens in the second in which a process begins. */
function spanOf(time: Instant | undefined, last: Instant | undefined): string {
  if (!time) return "–";
  const zone = time.assumed.includes("zone") ? "" : "Z";
  const text = (instant: Instant) => wallText(instant.micros, Math.min(3, instant.digits)).replace("T", " ");
  if (!last || last.micros === time.micros) return text(time) + zone;
  return `${text(time)}${zone} – ${text(last).slice(11)}${zone}`;
}
