import { type EventDraft, toldText } from "./eventDraft.ts";
import { parameterAt, restAt } from "./fileDetails.ts";

/** A class of entries of a directory: where, from the begin of an entry, its name stands and the name's size. */
interface EntryLayout {
  readonly name: string;
  readonly sizeAt: number;
  readonly nameAt: number;
}

/** By number: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_file_information_class */
const layouts: Readonly<Record<number, EntryLayout>> = {
  1: { name: "FileDirectoryInformation", sizeAt: 60, nameAt: 64 },
  2: { name: "FileFullDirectoryInformation", sizeAt: 60, nameAt: 68 },
  3: { name: "FileBothDirectoryInformation", sizeAt: 60, nameAt: 94 },
  12: { name: "FileNamesInformation", sizeAt: 8, nameAt: 12 },
  37: { name: "FileIdBothDirectoryInformation", sizeAt: 60, nameAt: 104 },
  38: { name: "FileIdFullDirectoryInformation", sizeAt: 60, nameAt: 80 },
  60: { name: "FileIdExtdDirectoryInformation", sizeAt: 60, nameAt: 88 },
  63: { name: "FileIdExtdBothDirectoryInformation", sizeAt: 60, nameAt: 114 },
};

/** Process Monitor prints no more of a list. */
const longestDetail = 4095;

/** As a number of values, Process Monitor knows the class as this one: a name that would be it is not printed. */
const classIndex = 2;

/** `QueryDirectory`. The path is that of the directory and the filter. */
export function readDirectoryQuery(draft: EventDraft): void {
  const { body } = draft;
  const filterAt = restAt(draft);
  const filterTold = body.has(filterAt, 2) ? body.u16(filterAt) : 0;
  const filter = toldText(body, filterAt + 2, filterTold);
  if (filter !== "") {
    draft.path += (draft.path.endsWith("\\") ? "" : "\\") + filter;
    draft.add("Filter", filter);
  }
  if (draft.hasExtra) addEntries(draft, filter === "" ? 0 : 1);
}

function addEntries(draft: EventDraft, first: number): void {
  const number = draft.body.u32(parameterAt(draft, 2));
  const layout = layouts[number];
  if (layout === undefined) return;
  let index = first;
  for (const name of entryNames(draft, layout)) {
    if (draft.isShort || draft.detail.length >= longestDetail) break;
    if (index !== classIndex) draft.add(`${index}`, name);
    index++;
    if (index === classIndex) draft.add("FileInformationClass", layout.name);
  }
  draft.detail = draft.detail.slice(0, longestDetail);
}

function* entryNames({ extra }: EventDraft, { sizeAt, nameAt }: EntryLayout): Generator<string> {
  for (let at = 0; extra.has(at, nameAt); ) {
    yield extra.wideText(at + nameAt, extra.u32(at + sizeAt));
    const next = extra.u32(at);
    if (next === 0) return;
    at += next;
  }
}
