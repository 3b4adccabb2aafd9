import { textsOf } from "../../formats/procmon/pml/details/pmlTexts.ts";
import { type EventHead, u32 } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlNames } from "../../formats/procmon/pml/pmlEvent.ts";
import type { ToldEvent } from "../captures/deedTable.ts";

const encoder = new TextEncoder();

import { putUtf8 } from "../../core/lineBytes.ts";

const processClass = 1;
const registryClass = 2;
const fileClass = 3;
const createFile = 20;
const deleteOnClose = 0x1000;
/** Superseded, created, overwritten. */
const madeAnew: ReadonlySet<number> = new Set([0, 2, 3]);

/** Where in a detail structure the length of a path is told, and where the path stands; -1 where neither. */
interface TextPlace {
  readonly told: number;
  readonly at: number;
}

/** Where paths stand, by operation on the registry. */
const registryTold: Readonly<Record<number, number>> = { 4: 16, 9: 2, 10: 2, 14: 4 };

/** An event of a native capture as a deed is told: its path without the other texts of it, and these when asked. */
export class PmlTelling implements ToldEvent {
  actor = 0;
  line = 0;
  micros = Number.NaN;
  bytes: Uint8Array = new Uint8Array(0);
  pathFrom = 0;
  pathTo = 0;
  readonly #names: PmlNames;
  #head: EventHead | undefined;
  #wide = new Uint8Array(1 << 10);

  constructor(names: PmlNames) {
    this.#names = names;
  }

  get threadId(): number | undefined {
    return this.#head?.threadId;
  }

  readonly detail = (): string => (this.#head ? textsOf(this.#head, this.#names).detail : "");

  take(head: EventHead, actor: number, line: number, micros: number): void {
    this.#head = head;
    this.actor = actor;
    this.line = line;
    this.micros = micros;
  }

  /** Takes a path that is known already, in UTF-8. */
  takePath(bytes: Uint8Array): void {
    this.#takeNarrow(bytes, 0, bytes.length);
  }

  /** Where paths of its operation stand in another place, they are asked of the event's texts. */
  findPath(): void {
    const head = this.#head!;
    const { bytes, detailFrom, detailTo } = head;
    const { told, at } = this.#placeOf(head);
    const info = bytes[detailFrom + told]! | (bytes[detailFrom + told + 1]! << 8);
    const characters = info & 0x7fff;
    const isNarrow = characters !== info;
    const from = detailFrom + at;
    const to = from + (isNarrow ? characters : 2 * characters);
    if (told < 0 || detailTo < to) this.takePath(encoder.encode(textsOf(head, this.#names).path));
    else if (isNarrow) this.#takeNarrow(bytes, from, to);
    else this.#takeWide(bytes, from, to);
  }

  #placeOf({ bytes, detailFrom, eventClass, operation, pointerSize }: EventHead): TextPlace {
    if (eventClass === fileClass) return pointerSize === 8 ? file64 : file32;
    if (eventClass === registryClass) {
      const at = registryTold[operation];
      return at === undefined ? nowhere : { told: 0, at };
    }
    if (eventClass === processClass && operation === loadImage) return pointerSize === 8 ? image64 : image32;
    if (eventClass === processClass && operation === createProcess)
      return { told: 0x2e, at: 0x34 + bytes[detailFrom + 0x2c]! + bytes[detailFrom + 0x2d]! };
    return nowhere;
  }

  #takeNarrow(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.pathFrom = from;
    this.pathTo = to;
  }

  #takeWide(bytes: Uint8Array, from: number, to: number): void {
    if (this.#wide.length < (to - from) * 2) this.#wide = new Uint8Array((to - from) * 2);
    const wide = this.#wide;
    let length = 0;
    for (let at = from; at < to; at += 2) {
      const unit = bytes[at]! | (bytes[at + 1]! << 8);
      if (unit === 0) break;
      const next = at + 2 < to ? bytes[at + 2]! | (bytes[at + 3]! << 8) : 0;
      const isPair = isHigh(unit) && isLow(next);
      if (isPair) at += 2;
      length += putUtf8(wide, length, isPair ? 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff) : unit);
    }
    this.bytes = wide;
    this.pathFrom = 0;
    this.pathTo = length;
  }
}

/**
 * Whether a file was made or is to be deleted when it is closed: of the many that are only opened nothing more is
 * asked. What its other details say, they say again.
 */
export function mayCreateOrDelete(head: EventHead): boolean {
  const { bytes, detailFrom, detailTo, extraFrom, extraTo, pointerSize } = head;
  const options = detailFrom + (pointerSize === 8 ? 0x18 : 0x14);
  if (options + 4 <= detailTo && (u32(bytes, options) & deleteOnClose) !== 0) return true;
  return extraFrom + 4 <= extraTo && madeAnew.has(u32(bytes, extraFrom));
}

export function isFileOpening({ eventClass, operation }: EventHead): boolean {
  return eventClass === fileClass && operation === createFile;
}

export function isImageLoad({ eventClass, operation }: EventHead): boolean {
  return eventClass === processClass && operation === loadImage;
}

const loadImage = 5;
const createProcess = 1;
const nowhere: TextPlace = { told: -1, at: -1 };
const image64: TextPlace = { told: 12, at: 16 };
const image32: TextPlace = { told: 8, at: 12 };
/** A minor number, five pointers, and 20 bytes stand before. */
const file64: TextPlace = { told: 0x40, at: 0x44 };
const file32: TextPlace = { told: 0x2c, at: 0x30 };

function isHigh(unit: number): boolean {
  return 0xd800 <= unit && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return 0xdc00 <= unit && unit <= 0xdfff;
}
