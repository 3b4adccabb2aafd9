import {
  actorKeyAt,
  actorNumbersAt,
  eventTextBits,
  lineAt,
  mannerAt,
  operationKeyAt,
  operationNumbersAt,
  sourceNumberAt,
} from "./memory";

/** Forgets the numbers of all actors and operations: another capture's are asked for. */
export function forgetEventNumbers(): void {
  memory.fill(actorNumbersAt, 0xff, 8 << eventTextBits);
}

/** Remembers the numbers of the actor and the operation that this row has. */
export function keepEventNumbers(row: usize, actor: i32, operation: i32): void {
  store<i32>(actorNumbersAt + 4 * <usize>load<u32>(actorKeyAt + 4 * row), actor);
  store<i32>(operationNumbersAt + 4 * <usize>load<u32>(operationKeyAt + 4 * row), operation);
}

/**
 * Writes the lines of the rows `[row, count)`, and the numbers of their actors and operations in the places of those of
 * sources and manners. Returns the first row of which one is not known.
 */
export function numberEvents(row: usize, count: usize, firstLine: u32): usize {
  for (let i = row; i < count; i++) {
    const actor = load<i32>(actorNumbersAt + 4 * <usize>load<u32>(actorKeyAt + 4 * i));
    const operation = load<i32>(operationNumbersAt + 4 * <usize>load<u32>(operationKeyAt + 4 * i));
    if ((actor | operation) < 0) return i;
    store<u32>(lineAt + 4 * i, firstLine + <u32>i);
    store<i32>(sourceNumberAt + 4 * i, actor);
    store<u16>(mannerAt + 2 * i, operation);
  }
  return count;
}
