import type { ByteSpan } from "./byteSpan.ts";
import type { EventDraft } from "./eventDraft.ts";
import { booleanText } from "./fileDetails.ts";
import { FlagTexts } from "./flagTexts.ts";
import { dateText, grouped, grouped64, hex32 } from "./numberTexts.ts";

/** Structures of volumes: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_fsinfoclass */
export function addVolume(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("VolumeCreationTime", dateText(span, at));
  draft.add("VolumeSerialNumber", serialText(span.u32(at + 8)));
  draft.add("SupportsObjects", booleanText(span.u8(at + 16)));
  draft.add("VolumeLabel", span.wideText(at + 18, span.u32(at + 12)));
}

/** `9CAE-C62A` */
function serialText(number: number): string {
  const digits = number.toString(16).toUpperCase().padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

export function addSize(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("TotalAllocationUnits", grouped64(span, at));
  draft.add("AvailableAllocationUnits", grouped64(span, at + 8));
  addSectors(draft, span, at + 16);
}

export function addFullSize(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("TotalAllocationUnits", grouped64(span, at));
  draft.add("CallerAvailableAllocationUnits", grouped64(span, at + 8));
  draft.add("ActualAvailableAllocationUnits", grouped64(span, at + 16));
  addSectors(draft, span, at + 24);
}

function addSectors(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("SectorsPerAllocationUnit", grouped(span.u32(at)));
  draft.add("BytesPerSector", grouped(span.u32(at + 4)));
}

const devices: Readonly<Record<number, string>> = {
  2: "CD-ROM",
  3: "CD-ROM File System",
  7: "Disk",
  8: "Disk File System",
  9: "File System",
  17: "Named Pipe",
  18: "Network",
  20: "Network File System",
};

const characteristics = new FlagTexts(
  [
    [0x1, "Removable"],
    [0x2, "Read-Only"],
    [0x4, "Floppy"],
    [0x8, "Write-Once"],
    [0x10, "Remote"],
    [0x20, "Mounted"],
    [0x40, "Virtual"],
  ],
  ", ",
  hex32,
);

export function addDevice(draft: EventDraft, span: ByteSpan, at: number): void {
  const type = span.u32(at);
  draft.add("DeviceType", devices[type] ?? hex32(type));
  draft.add("Characteristics", characteristics.of(span.u32(at + 4)));
}

/** https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getvolumeinformationw */
const abilities = new FlagTexts(
  [
    [0x2, "Case Preserved"],
    [0x1, "Case Sensitive"],
    [0x4, "Unicode"],
    [0x8, "ACLs"],
    [0x10, "Compression"],
    [0x4_0000, "Named Streams"],
    [0x2_0000, "EFS"],
    [0x1_0000, "Object IDs"],
    [0x80, "Reparse Points"],
    [0x40, "Sparse Files"],
    [0x20, "Quotas"],
    [0x20_0000, "Transactions"],
  ],
  ", ",
  hex32,
);

export function addFileSystem(draft: EventDraft, span: ByteSpan, at: number): void {
  draft.add("FileSystemAttributes", abilities.of(span.u32(at)));
  draft.add("MaximumComponentNameLength", grouped(span.u32(at + 4)));
  draft.add("FileSystemName", span.wideText(at + 12, span.u32(at + 8)));
}

export function addObjectId(draft: EventDraft, span: ByteSpan, at: number): void {
  let digits = "";
  for (let i = 0; i < 16; i++)
    digits += span
      .u8(at + i)
      .toString(16)
      .toUpperCase()
      .padStart(2, "0");
  draft.add("ObjectId", digits);
}
