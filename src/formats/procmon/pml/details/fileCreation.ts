import { fileAccessText } from "./accessText.ts";
import { accountName } from "./accountName.ts";
import type { EventDraft } from "./eventDraft.ts";
import { attributesText, parameterAt, restAt } from "./fileDetails.ts";
import { FlagTexts } from "./flagTexts.ts";
import { grouped64 } from "./numberTexts.ts";

const unknown = "<unknown>";
const open = 1;
const dispositions = ["Supersede", "Open", "Create", "OpenIf", "Overwrite", "OverwriteIf"];
/** Those that may make a file, and so say how much room it shall have. */
const allocating = new Set(["Supersede", "Create", "OpenIf", "OverwriteIf"]);
const openResults = ["Superseded", "Opened", "Created", "Overwritten", "Exists", "DoesNotExist"];
const writing = new Set(["Superseded", "Created", "Overwritten"]);

/** Options of NtCreateFile: https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntcreatefile */
export const openOptions = new FlagTexts(
  [
    [0x1, "Directory"],
    [0x2, "Write Through"],
    [0x4, "Sequential Access"],
    [0x8, "No Buffering"],
    [0x10, "Synchronous IO Alert"],
    [0x20, "Synchronous IO Non-Alert"],
    [0x40, "Non-Directory File"],
    [0x80, "Create Tree Connection"],
    [0x100, "Complete If Oplocked"],
    [0x200, "No EA Knowledge"],
    [0x400, "Open for Recovery"],
    [0x800, "Random Access"],
    [0x1000, "Delete On Close"],
    [0x2000, "Open By ID"],
    [0x4000, "Open For Backup"],
    [0x8000, "No Compression"],
    [0x10_0000, "Reserve OpFilter"],
    [0x20_0000, "Open Reparse Point"],
    [0x40_0000, "Open No Recall"],
    [0x80_0000, "Open For Free Space Query"],
    [0x1_0000, "Open Requiring Oplock"],
    [0x2_0000, "Disallow Exclusive"],
  ],
  ", ",
);

const shareModes = new FlagTexts(
  [
    [0x1, "Read"],
    [0x2, "Write"],
    [0x4, "Delete"],
  ],
  ", ",
);

export function readFileCreation(draft: EventDraft): void {
  const { body } = draft;
  const [rest, options, mode] = [restAt(draft), body.u32(parameterAt(draft, 1)), parameterAt(draft, 2)];
  const disposition = dispositions[options >>> 24] ?? unknown;
  const share = body.u16(mode + 2);
  draft.add("Desired Access", fileAccessText(body.u32(rest)));
  draft.add("Disposition", disposition);
  draft.add("Options", openOptions.of(options & 0xff_ffff));
  draft.add("Attributes", attributesText(body.u16(mode)));
  draft.add("ShareMode", share === 0 ? "None" : shareModes.of(share));
  const allocation = parameterAt(draft, 5);
  draft.add("AllocationSize", allocating.has(disposition) ? grouped64(body, allocation) : "n/a");
  const account = body.u8(rest + 4);
  if (account > 0) draft.add("Impersonating", accountName(body, rest + 8, account));
  const result = draft.hasExtra ? (openResults[draft.extra.u32(0)] ?? unknown) : undefined;
  if (result !== undefined) draft.add("OpenResult", result);
  if (isWriting(disposition, result)) draft.category = "Write";
}

function isWriting(disposition: string, result: string | undefined): boolean {
  if (result !== undefined && result !== unknown) return writing.has(result);
  return disposition !== unknown && disposition !== dispositions[open];
}
