import { hasWordAt } from "../../../core/ascii.ts";

/** What a native capture begins with. Offsets are those of the file, in bytes. */
export interface PmlHeader {
  readonly pointerSize: 4 | 8;
  readonly computer: string;
  readonly systemRoot: string;
  /** As the header says; more than the file has room for are never meant. */
  readonly eventCount: number;
  readonly eventsAt: number;
  /** Where the offsets of events stand, one after the other. */
  readonly offsetsAt: number;
  readonly processesAt: number;
  readonly stringsAt: number;
  readonly hostsAt: number;
  /** Where each part of the file begins, ascending; its size is the last. */
  readonly bounds: readonly number[];
  /** The highest address of a process; what lies above is the kernel's. */
  readonly highestUserAddress: number;
}

/** Why a native capture is not read, or not all of it: a sentence without its full stop that says what to do. */
export interface PmlRefusal {
  readonly refused: string;
}

export const pmlHeaderSize = 0x3a8;
const readVersion = 9;

/** Whether bytes begin as a native capture of Process Monitor does; in any version. */
export function isPml(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4d && head[2] === 0x4c && head[3] === 0x5f;
}

/** What stands in a repository in place of a large file: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointerMark = "version https://git-lfs.github.com/spec/";

/** Whether bytes are Git LFS's pointer to a large file. */
export function isPointer(head: Uint8Array): boolean {
  return hasWordAt(head, 0, head.length, pointerMark);
}

const saveAgain = "save it again there, as PML, CSV or XML";

/**
 * Reads the header of version 9.
 * Layout: https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md
 */
export function readPmlHeader(head: Uint8Array, fileSize: number): PmlHeader | PmlRefusal {
  if (isPointer(head))
    return {
      refused: "This is Git LFS's pointer to a large file, not the capture: get that by git lfs pull",
    };
  if (!isPml(head))
    return { refused: "This is no native capture of Process Monitor: it does not begin with PML_" };
  if (head.length < pmlHeaderSize) return { refused: "The native capture ends within its header" };
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const version = view.getUint32(0x4, true);
  if (version !== readVersion)
    return {
      refused: `This native capture of Process Monitor is of version ${version}, and only version 9 is read: open it in a current Process Monitor and ${saveAgain}`,
    };
  return placesIn(view, fileSize);
}

function placesIn(view: DataView, fileSize: number): PmlHeader | PmlRefusal {
  const offset = (at: number) => Number(view.getBigUint64(at, true));
  const [eventsAt, offsetsAt, processesAt, stringsAt] = [0x240, 0x248, 0x250, 0x258].map(offset) as [
    number,
    number,
    number,
    number,
  ];
  const [iconsAt, hostsAt] = [offset(0x260), offset(0x3a0)];
  if (eventsAt === 0 || offsetsAt === 0 || processesAt === 0 || stringsAt === 0)
    return {
      refused: `Process Monitor did not finish writing this native capture: open it there and ${saveAgain}`,
    };
  if (eventsAt < pmlHeaderSize || offsetsAt < eventsAt)
    return { refused: "The header of this native capture is damaged: its events are not where it says" };
  if (fileSize <= offsetsAt)
    return {
      refused: "This native capture is cut before the table of its events: copy it anew, and whole",
    };
  const starts = [eventsAt, offsetsAt, processesAt, stringsAt, iconsAt, hostsAt];
  return {
    pointerSize: view.getUint32(0x8, true) === 0 ? 4 : 8,
    computer: wideText(view, 0xc, 0x2c),
    systemRoot: wideText(view, 0x2c, 0x234),
    eventCount: view.getUint32(0x234, true),
    ...{ eventsAt, offsetsAt, processesAt, stringsAt, hostsAt },
    bounds: [...starts.filter((start) => start < fileSize), fileSize].sort((a, b) => a - b),
    highestUserAddress: offset(0x268),
  };
}

/** UTF-16 to the first NUL, or all of it. */
function wideText(view: DataView, from: number, to: number): string {
  let text = "";
  for (let at = from; at + 2 <= to; at += 2) {
    const unit = view.getUint16(at, true);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** Where the part that begins there ends. */
export function endOfPart({ bounds }: PmlHeader, start: number): number {
  return bounds.find((bound) => start < bound) ?? start;
}
