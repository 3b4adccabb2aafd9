import { ascii, decimal, indexOfByte, isBlank, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { allDigits, endsWithExe } from "../cells/cellShapes.ts";
import { isImageName, isSystemProcess, type Listed, putList, putUser } from "./tasklistCells.ts";
import { endOfMemory, isCpuTime } from "./tasklistMemory.ts";
import { isImageHeading, isModuleHeading, isServiceHeading } from "./tasklistWords.ts";

const longestKey = 80;

/**
 * One line of `/fo list`. Keys are translated and may be padded in front of the colon; their order is not.
 *
 *     会话名      : Console
 *     └──┬─┘        └──┬──┘
 *       key          value
 */
export class BlockLine {
  keyFrom = 0;
  keyTo = 0;
  valueFrom = 0;
  valueTo = 0;

  find(bytes: Uint8Array, at: number, end: number): boolean {
    const colon = indexOfByte(bytes, ascii.colon, at, Math.min(end, at + longestKey));
    if (colon <= at || (colon + 1 < end && !isBlank(bytes[colon + 1]))) return false;
    this.keyFrom = at;
    this.keyTo = trimEnd(bytes, at, colon);
    this.valueFrom = skipBlanks(bytes, colon + 1, end);
    this.valueTo = trimEnd(bytes, this.valueFrom, end);
    for (let i = at; i < this.keyTo; i++) if (isForeignToKeys(bytes[i]!)) return false;
    return true;
  }

  /** A hash of the key, to know it again in the next block. */
  keyHash(bytes: Uint8Array): number {
    let hash = 7;
    for (let i = this.keyFrom; i < this.keyTo; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    return hash >>> 0;
  }

  /** Whether this line alone says that it opens a block. */
  isKnownFirst(bytes: Uint8Array): boolean {
    const { valueFrom, valueTo } = this;
    return (
      isImageHeading(bytes, this.keyFrom, this.keyTo) &&
      (this.isFirstByValue(bytes) || isSystemProcess(bytes, valueFrom, valueTo))
    );
  }

  /** In a language whose words are not known: a program. */
  isFirstByValue(bytes: Uint8Array): boolean {
    const { valueFrom, valueTo } = this;
    return endsWithExe(bytes, valueFrom, valueTo) && isImageName(bytes, valueFrom, valueTo);
  }

  /**
   * Puts the value where it belongs, and says whether it begins a list, which may go on below.
   * `place` counts the block's lines from the image name, which is 0.
   */
  put(row: Row, place: number): Listed | undefined {
    const { bytes } = row;
    const { keyFrom, keyTo, valueFrom: from, valueTo: to } = this;
    if (isServiceHeading(bytes, keyFrom, keyTo)) return putList(row, from, to, "services");
    if (isModuleHeading(bytes, keyFrom, keyTo)) return putList(row, from, to, "modules");
    if (from < to) this.#putFact(row, place);
    return undefined;
  }

  #putFact(row: Row, place: number): void {
    const { bytes } = row;
    const { valueFrom: from, valueTo: to } = this;
    if (this.#isPid(bytes)) row.set(field.pid, from, to);
    else if (place < 4 && allDigits(bytes, from, to)) row.set(field.sessionNumber, from, to);
    else if (place < 5 && endOfMemory(bytes, from, to) === to) row.set(field.memory, from, to);
    else if (4 < place && place < 8 && isCpuTime(bytes, from, to)) row.set(field.cpuTime, from, to);
    else this.#putByPlace(row, place);
  }

  #isPid(bytes: Uint8Array): boolean {
    const { keyFrom, keyTo, valueFrom, valueTo } = this;
    const isKey = keyTo - keyFrom === 3 && bytes[keyFrom] === 0x50 && bytes[keyFrom + 1] === 0x49;
    return isKey && !Number.isNaN(decimal(bytes, valueFrom, valueTo));
  }

  #putByPlace(row: Row, place: number): void {
    const { valueFrom: from, valueTo: to } = this;
    if (place === 2) row.set(field.session, from, to);
    else if (place === 5) row.set(field.status, from, to);
    else if (place === 6) putUser(row, from, to);
    else if (place === 8) row.set(field.title, from, to);
  }
}

function isForeignToKeys(byte: number): boolean {
  return (
    byte === ascii.backslash ||
    byte === ascii.slash ||
    byte === ascii.quote ||
    byte === ascii.equals ||
    byte === ascii.less ||
    byte === ascii.leftBracket
  );
}
