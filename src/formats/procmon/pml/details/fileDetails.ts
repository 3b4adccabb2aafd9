import { type EventDraft, type ReadDetail, toldSize, toldText } from "./eventDraft.ts";
import { FlagTexts } from "./flagTexts.ts";
import { grouped, grouped64, hex32, hex64 } from "./numberTexts.ts";

/** Where the parameters of a request stand, whose layout is that of `FLT_PARAMETERS`: https://learn.microsoft.com/windows-hardware/drivers/ddi/fltkernel/ns-fltkernel-_flt_parameters */
export const parametersAt = 0x10;

const requestFlagsAt = 8;

/** Offset of the n-th parameter, of which each is as wide as a pointer. */
export function parameterAt(draft: EventDraft, n: number): number {
  return parametersAt + n * draft.event.pointerSize;
}

/** What tells the path: behind 20 bytes and five pointers. */
function pathToldAt(draft: EventDraft): number {
  return 0x18 + 5 * draft.event.pointerSize;
}

/** Where what an operation says beyond its parameters begins: behind the path. */
export function restAt(draft: EventDraft): number {
  const told = pathToldAt(draft);
  return told + 4 + toldSize(draft.body.u16(told));
}

export function readFilePath(draft: EventDraft): void {
  const told = pathToldAt(draft);
  draft.path = toldText(draft.body, told + 4, draft.body.u16(told));
}

/** https://learn.microsoft.com/windows/win32/fileio/file-attribute-constants */
const attributeLetters = new FlagTexts(
  [
    [0x1, "R"],
    [0x2, "H"],
    [0x4, "S"],
    [0x10, "D"],
    [0x20, "A"],
    [0x40, "D"],
    [0x80, "N"],
    [0x100, "T"],
    [0x200, "SF"],
    [0x400, "RP"],
    [0x800, "C"],
    [0x1000, "O"],
    [0x2000, "NCI"],
    [0x4000, "E"],
    [0x1_0000, "V"],
  ],
  "",
);

/** `HSA`, and `n/a` of none. */
export function attributesText(attributes: number): string {
  return attributes === 0 ? "n/a" : attributeLetters.of(attributes);
}

const requestFlags = new FlagTexts(
  [
    [0x10, "Buffered"],
    [0x1, "Non-cached"],
    [0x2, "Paging I/O"],
    [0x4, "Synchronous"],
    [0x40, "Synchronous Paging I/O"],
    [0x40_0000, "Write Through"],
  ],
  ", ",
);

const shownRequestFlags = 0xe0_00ff;
const priorities = ["", "Very Low", "Low", "Normal", "High", "Critical"];

/** `ReadFile`, `WriteFile`. The extra detail says how much was transferred. */
export function readTransfer(draft: EventDraft): void {
  const { body, extra } = draft;
  const all = body.u32(requestFlagsAt);
  const length = body.u32(parametersAt);
  draft.add("Offset", grouped64(body, parameterAt(draft, 2)));
  draft.add("Length", grouped(draft.hasExtra ? extra.u32(0) : length));
  const flags = all & shownRequestFlags;
  if (flags !== 0) draft.add("I/O Flags", requestFlags.of(flags));
  const priority = (all >>> 17) & 7;
  if (priority !== 0) draft.add("Priority", priorities[priority] ?? hex32(priority));
}

export function readLock(draft: EventDraft): void {
  const { body } = draft;
  const flagsAt = parameterAt(draft, 3) + 8;
  draft.add("Exclusive", booleanText(body.u8(flagsAt + 1)));
  readUnlock(draft);
  draft.add("Fail Immediately", booleanText(body.u8(flagsAt)));
}

/** Of the length its lower half is printed. */
export function readUnlock(draft: EventDraft): void {
  const { body } = draft;
  draft.add("Offset", grouped64(body, parameterAt(draft, 2)));
  draft.add("Length", grouped(body.u32(restAt(draft))));
}

const securityInformation = new FlagTexts(
  [
    [0x1, "Owner"],
    [0x2, "Group"],
    [0x4, "DACL"],
    [0x8, "SACL"],
    [0x10, "Label"],
    [0x20, "Attribute"],
    [0x40, "Scope"],
    [0x80, "Process Trust Label"],
    [0x8000_0000, "DACL Protected"],
    [0x4000_0000, "SACL Protected"],
    [0x2000_0000, "DACL Unprotected"],
    [0x1000_0000, "SACL Unprotected"],
  ],
  ", ",
  hex32,
);

export function readSecurity(draft: EventDraft): void {
  draft.add("Information", securityInformation.of(draft.body.u32(parametersAt)));
}

const changes = new FlagTexts(
  [
    [0x1, "FILE_NOTIFY_CHANGE_FILE_NAME"],
    [0x2, "FILE_NOTIFY_CHANGE_DIR_NAME"],
    [0x4, "FILE_NOTIFY_CHANGE_ATTRIBUTES"],
    [0x8, "FILE_NOTIFY_CHANGE_SIZE"],
    [0x10, "FILE_NOTIFY_CHANGE_LAST_WRITE"],
    [0x20, "FILE_NOTIFY_CHANGE_LAST_ACCESS"],
    [0x40, "FILE_NOTIFY_CHANGE_CREATION"],
    [0x80, "FILE_NOTIFY_CHANGE_EA"],
    [0x100, "FILE_NOTIFY_CHANGE_SECURITY"],
    [0x200, "FILE_NOTIFY_CHANGE_STREAM_NAME"],
    [0x400, "FILE_NOTIFY_CHANGE_STREAM_SIZE"],
    [0x800, "FILE_NOTIFY_CHANGE_STREAM_WRITE"],
  ],
  ", ",
);

export function readChangeNotice(draft: EventDraft): void {
  draft.add("Filter", changes.of(draft.body.u32(parameterAt(draft, 1))));
}

const syncTypes = ["SyncTypeOther", "SyncTypeCreateSection"];
const noCache = 0x200;

/** Of several, Process Monitor prints the first. https://learn.microsoft.com/windows/win32/memory/memory-protection-constants */
const protections: readonly (readonly [flag: number, word: string])[] = [
  [0x2, "PAGE_READONLY"],
  [0x4, "PAGE_READWRITE"],
  [0x8, "PAGE_WRITECOPY"],
  [0x10, "PAGE_EXECUTE"],
  [0x20, "PAGE_EXECUTE_READ"],
  [0x40, "PAGE_EXECUTE_READWRITE"],
];

/** In captures of 64 bits, Process Monitor takes the address that follows for the protection; so do its exports. */
export function readFileMapping(draft: EventDraft): void {
  const { body } = draft;
  const syncType = body.u32(parametersAt);
  draft.add("SyncType", syncTypes[syncType] ?? `Unknown: ${hex32(syncType)}`);
  const protection = body.u32(parameterAt(draft, 1));
  if (protection === 0) return;
  const word = protections.find(([flag]) => protection & flag)?.[1] ?? "";
  draft.add("PageProtection", word + (protection & noCache ? "|PAGE_NOCACHE" : ""));
}

export function readMdl(draft: EventDraft): void {
  const { body, event } = draft;
  draft.add("MDL", event.pointerSize === 8 ? hex64(body, parametersAt) : hex32(body.u32(parametersAt)));
}

/** `CreatePipe`: what Process Monitor prints of a request that it does not read. */
export function readArguments(draft: EventDraft): void {
  const { body, event } = draft;
  const pointer = (n: number) =>
    event.pointerSize === 8 ? hex64(body, parameterAt(draft, n)) : hex32(body.u32(parameterAt(draft, n)));
  draft.add("Minor ID", hex32(body.u8(0)));
  draft.add("IRP Flags", hex32(body.u32(requestFlagsAt)));
  draft.add("Flags", hex32(body.u32(requestFlagsAt + 4)));
  draft.add("Arg1", pointer(0));
  draft.add("Arg2", hex32(body.u32(parameterAt(draft, 1))));
  draft.add("Arg3", pointer(2));
  draft.add("Arg4", pointer(3));
}

export function readPossibility(draft: EventDraft): void {
  const { body } = draft;
  const isRead = body.u8(parameterAt(draft, 2) + 8);
  draft.add("Operation", isRead ? "Read" : "Write");
  draft.add("Offset", grouped64(body, parametersAt));
  draft.add("Length", grouped(body.u32(parametersAt + 8)));
}

/** Of operations that say a number of 64 bits behind the path. */
export function numberBehindPath(name: string): ReadDetail {
  return (draft) => draft.add(name, grouped64(draft.body, restAt(draft)));
}

export function booleanText(number: number): string {
  return number === 0 ? "False" : "True";
}
