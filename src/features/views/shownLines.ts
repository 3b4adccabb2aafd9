import type { Place, TreeName, TreeRow } from "../../protocol/messages.ts";
import { nameOfUri, placeInWindow, type ShownLines, viewUri } from "../../protocol/views.ts";
import { shortened, visibleText } from "../../report/escape.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { type CaseIndex, indexOf } from "../trees/caseIndex.ts";
import { pathOfId, type TreePath } from "../trees/treeRow.ts";
import { isShownInView } from "./placesShown.ts";

const longestName = 60;
/** Lines above and below the one that a row of a tree stands for. */
const around = 50;

/** The rows of a tree, those that stand for lines of evidence with the view that shows these. */
export function withShownLines(
  snapshot: CaseSnapshot,
  tree: TreeName,
  rows: readonly TreeRow[],
): readonly TreeRow[] {
  return rows.map((row) => {
    const shows = shownLines(indexOf(snapshot), tree, row);
    const opens = row.place && openedInstead(snapshot, row.place, shows);
    return { ...row, ...(shows ? { shows } : {}), ...(opens ? { opens } : {}) };
  });
}

function shownLines(index: CaseIndex, tree: TreeName, row: TreeRow): ShownLines | undefined {
  const words = titles[row.context.split(" ")[0] ?? ""]?.(index, pathOfId(row.id) ?? [], row);
  if (words === undefined) return undefined;
  if (isSingle.has(row.context)) return row.place && aroundPlace(words, row.place);
  const title = titleOf(words, row);
  return { title, selection: { kind: "row", tree, id: row.id } };
}

/** The view that a click opens where the row's file is too large for an editor. */
function openedInstead(
  { reading }: CaseSnapshot,
  place: Place,
  shows: ShownLines | undefined,
): Place | undefined {
  const file = reading.files.find(({ entry }) => entry.uri === place.uri);
  if (!file || !isShownInView(file.entry)) return undefined;
  if (!shows) return placeInWindow(place);
  const { selection } = shows;
  return { uri: viewUri(shows), line: selection.kind === "lines" ? place.line - selection.first : 0 };
}

type Words = (index: CaseIndex, path: TreePath, row: TreeRow) => string | undefined;

const isSingle: ReadonlySet<string> = new Set(["connection", "gap", "deed"]);

/** What stands in the tab's name before the file, by what the tree's row is. */
const titles: Readonly<Record<string, Words>> = {
  address: (_index, [address]) => address,
  endpoint: (index, path) =>
    [processWords(index, path), remoteWords(index, path)].filter((part) => part !== undefined).join(" to "),
  near: (index, path) => `${path.at(-1)} to ${remoteWords(index, path.slice(0, -1)) ?? ""}`,
  beacon: (index, path, { label }) => `${remoteWords(index, path.slice(0, -1)) ?? ""} ${label}`,
  process: (index, path) => {
    const process = processWords(index, path);
    const remote = remoteWords(index, path.slice(0, -1));
    return process && remote ? `${process} to ${remote}` : process;
  },
  deeds: (index, path, { label }) => `${processWords(index, path) ?? ""} ${label}`,
  deed: (_index, _path, { place }) => place && `around ${place.line + 1}`,
  sockets: (index, path) => `${processWords(index, path) ?? ""} local`,
  host: (_index, _path, { label }) => label,
  file: () => "Lines",
  capture: (index, [, id]) => {
    const capture = index.snapshot.view.captures.find((one) => one.id === id);
    return capture && `${capture.firstLine + 1}–${capture.lastLine + 1}`;
  },
  connection: (_index, _path, { place }) => place && `around ${place.line + 1}`,
  gap: (_index, _path, { place }) => place && `around ${place.line + 1}`,
};

/** `203.0.113.77 12000 udp` */
function remoteWords(index: CaseIndex, path: TreePath): string | undefined {
  const remote = index.remote(path.at(-1) ?? "");
  return (
    remote && [remote.address, remote.port, remote.transport].filter((part) => part !== undefined).join(" ")
  );
}

/** `explorer.exe 1432` */
function processWords(index: CaseIndex, path: TreePath): string | undefined {
  const process = path
    .map((step) => index.process(step.replace(/^(?:process|child) /u, "")))
    .findLast((found) => found);
  return process && [process.name, process.pid].filter((part) => part !== undefined).join(" ");
}

/** `203.0.113.77 12000 udp · pfirewall.log` */
function titleOf(words: string, { cites }: TreeRow): string {
  const files = new Set(cites.map(({ uri }) => uri));
  const [first] = files;
  const where = files.size === 1 ? nameOfUri(first!) : 1 < files.size ? `${files.size} files` : undefined;
  return [words === "" ? undefined : shown(words), where === undefined ? undefined : shown(where)]
    .filter((part) => part !== undefined)
    .join(" · ");
}

function aroundPlace(words: string, { uri, line }: NonNullable<TreeRow["place"]>): ShownLines {
  const title = `${shown(words)} · ${shown(nameOfUri(uri))}`;
  const first = Math.max(0, line - around);
  return { title, selection: { kind: "lines", uri, first, last: line + around } };
}

/** Text of evidence becomes the name of a tab. */
function shown(text: string): string {
  return visibleText(shortened(text, longestName));
}
