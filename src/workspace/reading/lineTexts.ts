import type { LineReference } from "../../core/caseView.ts";
import { textOf } from "../../core/lineBytes.ts";
import { isPml } from "../../formats/procmon/pml/pmlHeader.ts";
import { NativeLines } from "../native/nativeLines.ts";
import { ByteLines } from "./byteLines.ts";
import { encodingOf, transcoder } from "./encoding.ts";
import type { Files } from "./files.ts";
import { readablePart } from "./readingFault.ts";

/** What is kept of one cited line. */
const longestCited = 2000;

/** The texts of single lines of a case, read from its files; each file is read once. */
export async function readLineTexts(
  files: Files,
  places: Iterable<LineReference>,
): Promise<(place: LineReference) => string | undefined> {
  const wanted = new Map<string, Set<number>>();
  for (const { uri, line } of places) wanted.set(uri, (wanted.get(uri) ?? new Set()).add(line));
  const texts = new Map<string, string>();
  for (const [uri, lines] of wanted) await readLinesOf(files, uri, lines, texts);
  return ({ uri, line }) => texts.get(`${uri}#${line}`);
}

/** Of a native capture its events, as Process Monitor would export them. */
async function readEventsOf(
  files: Files,
  uri: string,
  wanted: ReadonlySet<number>,
  texts: Map<string, string>,
): Promise<void> {
  const entry = await files.stat(uri);
  const events = entry && (await NativeLines.open(files, entry));
  if (!events || "code" in events) return;
  for (const event of wanted) {
    const text = await events.textOf(event);
    if (text !== undefined) texts.set(`${uri}#${event}`, text.slice(0, longestCited));
  }
  await events.close();
}

async function readLinesOf(
  files: Files,
  uri: string,
  wanted: ReadonlySet<number>,
  texts: Map<string, string>,
): Promise<void> {
  const last = Math.max(...wanted);
  let line = -1;
  const lines = new ByteLines((bytes, start, end) => {
    line++;
    if (wanted.has(line))
      texts.set(`${uri}#${line}`, textOf(bytes, start, Math.min(end, start + longestCited)));
  });
  let transcode: ReturnType<typeof transcoder> | undefined;
  for await (const chunk of readablePart(files.read(uri), () => {})) {
    if (!transcode && isPml(chunk)) return readEventsOf(files, uri, wanted, texts);
    transcode ??= transcoder(encodingOf(chunk) ?? { name: "utf-8", mark: 0, how: "assumed" });
    lines.push(transcode.push(chunk));
    if (last < line) return;
  }
  lines.finish();
}
