import { textOf } from "../../core/lineBytes.ts";
import { isPml } from "../../formats/procmon/pml/pmlHeader.ts";
import type { Files } from "../reading/files.ts";
import { LineBreakCount } from "../reading/lineBreaks.ts";
import { csvShape } from "./csvShape.ts";
import type { EventSource } from "./eventSource.ts";
import { type FileBytes, openText } from "./fileBytes.ts";
import { openPml } from "./pmlEvents.ts";
import { type DetailOf, TextEvents } from "./textEvents.ts";
import { xmlDetails } from "./xmlProcesses.ts";
import { endOfProcessList, isProcmonXml, xmlShape } from "./xmlShape.ts";

const headBytes = 1 << 16;
/** A list of processes that is longer is not looked through for where the events begin. Bytes. */
const longestList = 256 << 20;

/** Opens a capture of Process Monitor; a sentence for the analyst where it is none, or cannot be read. */
export async function openEvents(files: Files, uri: string): Promise<EventSource | string> {
  const entry = await files.stat(uri);
  if (!entry) return "There is no such file.";
  if (entry.size === 0 && !entry.fault) return "This file is empty.";
  if (await isNative(files, uri)) return openPml(files, uri);
  const file = await openText(files, uri);
  if (typeof file === "string") return file;
  const head = await file.read(file.first, file.first + headBytes);
  const opened = isProcmonXml(head) ? await openXml(file) : openCsv(file, head);
  if (typeof opened === "string") await file.close();
  return opened;
}

/** By its first bytes; what has the name of a native capture and is none is refused as such. */
async function isNative(files: Files, uri: string): Promise<boolean> {
  if (/\.pml$/iu.test(uri)) return true;
  for await (const chunk of files.read(uri, { from: 0, to: 8 })) return isPml(chunk);
  return false;
}

const nothingMore: DetailOf = async (_event, own) => own;

function openCsv(file: FileBytes, head: Uint8Array): EventSource | string {
  const shape = csvShape(head);
  if (!shape)
    return "This is no capture of Process Monitor: its first line does not name columns such as Process Name, PID and Operation.";
  return new TextEvents(file, { ...shape, first: file.first + shape.first }, 1, nothingMore);
}

async function openXml(file: FileBytes): Promise<EventSource | string> {
  const found = await listOfProcesses(file);
  if (!found) return "This XML of Process Monitor has no list of events.";
  const { list, end, lines } = found;
  const head = await file.read(end, end + headBytes);
  return new TextEvents(file, xmlShape(head, end), lines, xmlDetails(list));
}

/** The text up to the list of events, its line breaks, and where the list begins. */
async function listOfProcesses(file: FileBytes) {
  for (let room = 1 << 20; ; room *= 4) {
    const bytes = await file.read(file.first, file.first + room);
    const end = endOfProcessList(bytes);
    if (0 <= end) {
      const lines = new LineBreakCount(bytes, 0).upTo(end);
      return { list: textOf(bytes, 0, end), end: file.first + end, lines };
    }
    if (bytes.length < room || longestList < room) return undefined;
  }
}
