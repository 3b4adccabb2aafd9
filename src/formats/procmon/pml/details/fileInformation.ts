import { fileAccessText } from "./accessText.ts";
import type { ByteSpan } from "./byteSpan.ts";
import type { EventDraft, ReadDetail } from "./eventDraft.ts";
import { openOptions } from "./fileCreation.ts";
import { attributesText, booleanText, restAt } from "./fileDetails.ts";
import { FlagTexts } from "./flagTexts.ts";
import { dateText, grouped, grouped64, hex32, hex64 } from "./numberTexts.ts";

/**
 * Structures that queries bring and settings send, named after their number.
 * https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_file_information_class
 */
type AddInformation = (draft: EventDraft, span: ByteSpan, at: number) => void;

/** A query's answer is its extra detail. */
export function answer(add: AddInformation): ReadDetail {
  return (draft) => {
    if (draft.hasExtra) add(draft, draft.extra, 0);
  };
}

/** What a setting sends stands behind the path. */
export function sent(add: AddInformation): ReadDetail {
  return (draft) => add(draft, draft.body, restAt(draft));
}

function addTimes(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("CreationTime", dateText(span, at));
  draft.add("LastAccessTime", dateText(span, at + 8));
  draft.add("LastWriteTime", dateText(span, at + 16));
  draft.add("ChangeTime", dateText(span, at + 24));
}

export function addBasic(draft: EventDraft, span: ByteSpan, at: number): void {
  addTimes(draft, span, at);
  draft.add("FileAttributes", attributesText(span.u32(at + 32)));
}

export function addStandard(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("AllocationSize", grouped64(span, at));
  draft.add("EndOfFile", grouped64(span, at + 8));
  draft.add("NumberOfLinks", grouped(span.u32(at + 16)));
  draft.add("DeletePending", booleanText(span.u8(at + 20)));
  draft.add("Directory", booleanText(span.u8(at + 21)));
}

export function addInternal(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("IndexNumber", hex64(span, at));
}

export function addEa(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("EaSize", grouped(span.u32(at)));
}

export function addName(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("Name", span.wideText(at + 4, span.u32(at)));
}

export function addPosition(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("Position", grouped64(span, at));
}

/** The sizes of an open over the network are sizes; asked for by themselves, they are printed as times. */
export function addOpen(draft: EventDraft, span: ByteSpan, at: number): void {
  addTimes(draft, span, at);
  draft.add("AllocationSize", grouped64(span, at + 32));
  draft.add("EndOfFile", grouped64(span, at + 40));
  draft.add("FileAttributes", attributesText(span.u32(at + 48)));
}

export function addNetworkOpen(draft: EventDraft, span: ByteSpan, at: number): void {
  addTimes(draft, span, at);
  draft.add("AllocationSize", dateText(span, at + 32));
  draft.add("EndOfFile", dateText(span, at + 40));
  draft.add("FileAttributes", attributesText(span.u32(at + 48)));
}

export function addAttributeTag(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("Attributes", attributesText(span.u32(at)));
  draft.add("ReparseTag", hex32(span.u32(at + 4)));
}

const alignments: Readonly<Record<number, string>> = {
  0: "Byte",
  1: "Word",
  3: "Long",
  7: "Quad",
  15: "Octa",
};

export function addAll(draft: EventDraft, span: ByteSpan, at: number): void {
  addBasic(draft, span, at);
  addStandard(draft, span, at + 40);
  addInternal(draft, span, at + 64);
  addEa(draft, span, at + 72);
  draft.add("Access", fileAccessText(span.u32(at + 76)));
  addPosition(draft, span, at + 80);
  draft.add("Mode", openOptions.of(span.u32(at + 88)));
  const alignment = span.u32(at + 92);
  draft.add("AlignmentRequirement", alignments[alignment] ?? hex32(alignment));
}

/** Deletion itself is a write; that it shall not be is none. */
export function addDisposition(draft: EventDraft, span: ByteSpan, at: number): void {
  const isDeleted = span.u8(at);
  draft.add("Delete", booleanText(isDeleted));
  draft.category = isDeleted === 0 ? "" : "Write";
}

/** https://learn.microsoft.com/windows-hardware/drivers/ddi/ntddk/ns-ntddk-_file_disposition_information_ex */
const dispositionFlags = new FlagTexts(
  [
    [0x1, "FILE_DISPOSITION_DELETE"],
    [0x2, "FILE_DISPOSITION_POSIX_SEMANTICS"],
    [0x4, "FILE_DISPOSITION_FORCE_IMAGE_SECTION_CHECK"],
    [0x8, "FILE_DISPOSITION_ON_CLOSE"],
    [0x10, "FILE_DISPOSITION_IGNORE_READONLY_ATTRIBUTE"],
  ],
  ", ",
  hex32,
);

export function addDispositionEx(draft: EventDraft, span: ByteSpan, at: number): void {
  const flags = span.u32(at);
  draft.add("Flags", dispositionFlags.of(flags));
  draft.category = flags & 1 ? "Write" : "";
}

const deviceRoot = "\\??\\";

/** https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_rename_information */
const renameFlags = new FlagTexts(
  [
    [0x1, "FILE_RENAME_REPLACE_IF_EXISTS"],
    [0x2, "FILE_RENAME_POSIX_SEMANTICS"],
    [0x4, "FILE_RENAME_SUPPRESS_PIN_STATE_INHERITANCE"],
    [0x8, "FILE_RENAME_SUPPRESS_STORAGE_RESERVE_INHERITANCE"],
    [0x10, "FILE_RENAME_NO_INCREASE_AVAILABLE_SPACE"],
    [0x20, "FILE_RENAME_NO_DECREASE_AVAILABLE_SPACE"],
    [0x40, "FILE_RENAME_IGNORE_READONLY_ATTRIBUTE"],
  ],
  ", ",
  hex32,
);

/** Renames and links: the new name may be a whole path, or that of a file beside the old one. */
export function addNewName(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("ReplaceIfExists", booleanText(span.u8(at)));
  addFileName(draft, span, at);
}

export function addNewNameEx(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("Flags", renameFlags.of(span.u32(at)));
  addFileName(draft, span, at);
}

function addFileName(draft: EventDraft, span: ByteSpan, at: number): void {
  const sizeAt = at + 2 * draft.event.pointerSize;
  const name = span.wholeWideText(sizeAt + 4, span.u32(sizeAt));
  draft.add("FileName", wholePath(name, draft.path));
}

function wholePath(name: string, oldPath: string): string {
  if (name.startsWith(deviceRoot)) return name.slice(deviceRoot.length);
  if (name.startsWith("\\") || name.charAt(1) === ":") return name;
  return oldPath.slice(0, oldPath.lastIndexOf("\\") + 1) + name;
}
