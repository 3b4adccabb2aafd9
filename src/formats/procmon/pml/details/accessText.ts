import { FlagTexts, type FlagWord } from "./flagTexts.ts";

/** Rights that every kind of object has. https://learn.microsoft.com/windows/win32/secauthz/access-mask-format */
const commonRights: readonly FlagWord[] = [
  [0x1_0000, "Delete"],
  [0x2_0000, "Read Control"],
  [0x4_0000, "Write DAC"],
  [0x8_0000, "Write Owner"],
  [0x10_0000, "Synchronize"],
  [0x100_0000, "Access System Security"],
  [0x200_0000, "Maximum Allowed"],
];

const fileRights = new FlagTexts(
  [
    [0x1f_01ff, "All Access"],
    [0x12_01bf, "Generic Read/Write/Execute"],
    [0x12_019f, "Generic Read/Write"],
    [0x12_00a9, "Generic Read/Execute"],
    [0x12_01b6, "Generic Write/Execute"],
    [0x12_0089, "Generic Read"],
    [0x12_0116, "Generic Write"],
    [0x12_00a0, "Generic Execute"],
    [0x1, "Read Data/List Directory"],
    [0x2, "Write Data/Add File"],
    [0x4, "Append Data/Add Subdirectory/Create Pipe Instance"],
    [0x8, "Read EA"],
    [0x10, "Write EA"],
    [0x20, "Execute/Traverse"],
    [0x40, "Delete Child"],
    [0x80, "Read Attributes"],
    [0x100, "Write Attributes"],
    ...commonRights,
  ],
  ", ",
);

const registryRights = new FlagTexts(
  [
    [0xf_003f, "All Access"],
    [0x2_001f, "Read/Write"],
    [0x2_0019, "Read"],
    [0x2_0006, "Write"],
    [0x1, "Query Value"],
    [0x2, "Set Value"],
    [0x4, "Create Sub Key"],
    [0x8, "Enumerate Sub Keys"],
    [0x10, "Notify"],
    [0x20, "Create Link"],
    [0x300, "WOW64_Res"],
    [0x200, "WOW64_32Key"],
    [0x100, "WOW64_64Key"],
    ...commonRights,
  ],
  ", ",
);

/** What generic rights mean: read, write, execute, all. */
type GenericMeaning = readonly [read: number, write: number, execute: number, all: number];

const genericOfFiles: GenericMeaning = [0x12_0089, 0x12_0116, 0x12_00a0, 0x1f_01ff];
const genericOfKeys: GenericMeaning = [0x2_0019, 0x2_0006, 0x2_0019, 0xf_003f];

export function fileAccessText(access: number): string {
  return accessText(fileRights, withGeneric(access, genericOfFiles));
}

export function registryAccessText(access: number): string {
  return accessText(registryRights, withGeneric(access, genericOfKeys));
}

function accessText(rights: FlagTexts, access: number): string {
  return rights.of(access) || `None 0x${access.toString(16)}`;
}

/** The upper four bits are the generic rights, read first. */
function withGeneric(access: number, meaning: GenericMeaning): number {
  if (access >>> 28 === 0) return access;
  const meant = meaning.filter((_, i) => (access >>> (31 - i)) & 1);
  return meant.reduce((all, rights) => all | rights, access) >>> 0;
}
