import { ascii } from "../../core/ascii.ts";
import type { DeedKind } from "../../core/deed.ts";

/** Which events are deeds: adding a kind of deed is adding a row. */
export interface DeedRule {
  /** As Process Monitor names it. */
  readonly operation: string;
  /** The end of a thread is no deed, but tells that its number may be given again. */
  readonly kind: DeedKind | "thread exited";
  /** One of these stands in its detail; where there are none, every event that succeeded is one. */
  readonly says?: readonly string[];
  /** What tells deeds with the same path apart: the process that was made, the thread that did it, the far end. */
  readonly apartBy?: "target" | "thread" | "remote";
}

/** Process Monitor 3 and 4, as its exports name operations and details. */
export const deedRules: readonly DeedRule[] = [
  { operation: "Load Image", kind: "image loaded" },
  {
    operation: "CreateFile",
    kind: "file created",
    says: ["OpenResult: Created", "OpenResult: Overwritten", "OpenResult: Superseded"],
  },
  { operation: "CreateFile", kind: "file deleted", says: ["Delete On Close"] },
  { operation: "WriteFile", kind: "file written" },
  { operation: "SetRenameInformationFile", kind: "file renamed" },
  { operation: "SetRenameInformationEx", kind: "file renamed" },
  { operation: "SetRenameInformationExBypassAccessCheck", kind: "file renamed" },
  { operation: "SetDispositionInformationFile", kind: "file deleted", says: ["Delete: True"] },
  { operation: "SetDispositionInformationEx", kind: "file deleted", says: ["FILE_DISPOSITION_DELETE"] },
  { operation: "RegSetValue", kind: "registry set" },
  { operation: "RegRenameKey", kind: "registry set" },
  { operation: "RegDeleteKey", kind: "registry deleted" },
  { operation: "RegDeleteValue", kind: "registry deleted" },
  { operation: "Process Create", kind: "process created", apartBy: "target" },
  { operation: "Process Start", kind: "process started" },
  { operation: "Process Exit", kind: "process exited" },
  { operation: "Thread Create", kind: "thread created", apartBy: "thread" },
  { operation: "Thread Exit", kind: "thread exited" },
  { operation: "TCP Connect", kind: "connected", apartBy: "remote" },
  { operation: "TCP Accept", kind: "received", apartBy: "remote" },
  { operation: "TCP Send", kind: "sent", apartBy: "remote" },
  { operation: "UDP Send", kind: "sent", apartBy: "remote" },
  { operation: "TCP Receive", kind: "received", apartBy: "remote" },
  { operation: "UDP Receive", kind: "received", apartBy: "remote" },
];

/**
 * How many deeds of a kind a capture usually keeps: plain writes least, since what loads and what starts tells more.
 * Every actor has some of his own beside these.
 */
export const mostOfKind: Readonly<Record<DeedKind, number>> = {
  "image loaded": 8000,
  "file created": 3000,
  "file written": 2000,
  "file renamed": 1000,
  "file deleted": 1000,
  "registry set": 4000,
  "registry deleted": 1000,
  "process created": 3000,
  "process started": 3000,
  "process exited": 3000,
  "thread created": 3000,
  connected: 1000,
  sent: 1000,
  received: 1000,
};

/** Where Windows and what is installed for all lies: images from there are the usual ones. */
const usualPlaces = ["\\windows\\", "\\program files\\", "\\program files (x86)\\"].map(asciiBytes);
/** What can be run. */
const runnable =
  ".exe .dll .sys .scr .com .cpl .ocx .msi .ps1 .psm1 .bat .cmd .vbs .vbe .js .jse .wsf .hta .lnk"
    .split(" ")
    .map(asciiBytes);

/** Whether a deed tells more than most of its kind, by its path: it is kept where others are left out. */
export function isTelling(kind: DeedKind, bytes: Uint8Array, from: number, to: number): boolean {
  if (kind === "image loaded") {
    const folders = bytes[from + 1] === ascii.colon && isLetter(bytes[from]!) ? from + 2 : from;
    for (const place of usualPlaces) if (startsWith(bytes, folders, to, place)) return false;
    return true;
  }
  if (!kind.startsWith("file ")) return true;
  for (const end of runnable) if (endsWith(bytes, from, to, end)) return true;
  return false;
}

function asciiBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Letters of any case. `text` is in small ones. */
function startsWith(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  if (to - from < text.length) return false;
  for (let i = 0; i < text.length; i++) if (small(bytes[from + i]!) !== text[i]) return false;
  return true;
}

function endsWith(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  const at = to - text.length;
  return from <= at && startsWith(bytes, at, to, text);
}

function small(byte: number): number {
  return 0x41 <= byte && byte <= 0x5a ? byte | 0x20 : byte;
}

function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return 0x61 <= letter && letter <= 0x7a;
}
