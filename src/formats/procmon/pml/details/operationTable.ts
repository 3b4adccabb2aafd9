import type { PmlEvent } from "../pmlEvent.ts";
import { readFilePath } from "./fileDetails.ts";
import { fileOperations } from "./fileOperations.ts";
import { isTcp } from "./networkDetails.ts";
import {
  networkOperations,
  processOperations,
  profilingOperations,
  registryOperations,
} from "./otherOperations.ts";
import { type PmlOperation, pmlOperation, readNothing } from "./pmlOperation.ts";

const networkClass = 5;
/** Files, and pipes, which later versions tell apart from them. */
const fileClasses: ReadonlySet<number> = new Set([3, 6]);

const unknownName = "<Unknown>";
const unknownOperation = pmlOperation([unknownName, "", readNothing]);

const classes: readonly (readonly PmlOperation[])[] = [
  [],
  processOperations,
  registryOperations,
  fileOperations,
  profilingOperations,
];

/**
 * A number for an event's operation: its class, its number, and what of its details says more exactly what it is, in
 * this order of bits from the top: 8, 16, 8. Cheap enough for a scan.
 */
export function operationKey({ eventClass, operation, bytes, detailFrom, detailTo }: PmlEvent): number {
  const minor = detailFrom < detailTo ? bytes[detailFrom]! : 0;
  const shown = fileClasses.has(eventClass) ? minor : eventClass === networkClass ? minor & isTcp : 0;
  return (((eventClass & 0xff) << 24) | ((operation & 0xffff) << 8) | shown) >>> 0;
}

const known = new Map<number, PmlOperation>();
/** Keys of hostile captures shall not fill the memory. */
const mostKnown = 4096;

/** The operation that a key stands for; its name is `<Unknown>` where Process Monitor has none. */
export function pmlOperationOf(key: number): PmlOperation {
  const found = known.get(key);
  if (found) return found;
  const operation = findOperation(key >>> 24, (key >>> 8) & 0xffff, key & 0xff);
  if (known.size < mostKnown) known.set(key, operation);
  return operation;
}

function findOperation(eventClass: number, number: number, minor: number): PmlOperation {
  if (eventClass === networkClass) return networkOperations[minor]?.[number] ?? unknownOperation;
  if (fileClasses.has(eventClass)) return findFileOperation(number, minor);
  return classes[eventClass]?.[number] ?? unknownOperation;
}

/** Of an unknown minor number, the path and the category are those of its operation. */
function findFileOperation(number: number, minor: number): PmlOperation {
  const operation = fileOperations[number];
  if (operation === undefined) return { ...unknownOperation, read: readFilePath };
  if (minor === 0 || operation.minor === undefined) return operation;
  return operation.minor.get(minor) ?? { ...operation, name: unknownName };
}
