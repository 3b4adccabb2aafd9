import { decimal, hasWordAt, isWord } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";
import type { PfirewallCells } from "./pfirewallCells.ts";

/** The action that is no action: the log itself says that it has a hole. */
export const eventsLost = "INFO-EVENTS-LOST";

/**
 * What the actions mean. Windows writes the first two, Windows XP the next three; the rest stand in logs
 * that a product or a script made in this format.
 */
export const pfirewallActions: readonly (readonly [word: string, eventType: EventType])[] = [
  ["ALLOW", "allowed"],
  ["DROP", "denied"],
  ["OPEN", "start"],
  ["OPEN-INBOUND", "start"],
  ["CLOSE", "end"],
  ["BLOCK", "denied"],
  ["DENY", "denied"],
  ["REJECT", "denied"],
  ["ACCEPT", "allowed"],
];

/** Sets the field unless the cell is missing, empty or `-`. */
export function setCell(row: Row, cells: PfirewallCells, index: FieldIndex, cell: number): void {
  if (cell < 0 || cells.isAbsent(row.bytes, cell)) return;
  row.set(index, cells.from[cell]!, cells.to[cell]!);
}

export function setAddress(row: Row, cells: PfirewallCells, index: FieldIndex, cell: number): void {
  setCell(row, cells, index, cell);
  if (row.has(index)) checkAddress(row, row.from[index]!, row.to[index]!);
}

export function setPort(row: Row, cells: PfirewallCells, index: FieldIndex, cell: number): void {
  setCell(row, cells, index, cell);
  if (row.has(index)) checkPort(row, row.from[index]!, row.to[index]!);
}

/** Sets the action and what it means; an action that is not known is set as it is. */
export function setAction(row: Row, cells: PfirewallCells, cell: number): void {
  setCell(row, cells, field.action, cell);
  if (!row.has(field.action)) return;
  const from = row.from[field.action]!;
  const to = row.to[field.action]!;
  for (const [word, eventType] of pfirewallActions) {
    if (to - from === word.length && hasWordAt(row.bytes, from, to, word)) row.eventType = eventType;
  }
  if (isWord(row.bytes, from, to, "OPEN-INBOUND")) row.direction = "inbound";
}

const upperR = 0x52;
const upperS = 0x53;

/** RECEIVE came to this host, SEND left it, FORWARD did neither. */
export function setPath(row: Row, cells: PfirewallCells, cell: number): void {
  if (cell < 0 || !isPath(row.bytes, cells, cell)) return;
  setCell(row, cells, field.direction, cell);
  const first = row.bytes[cells.from[cell]!];
  if (first === upperS) row.direction = "outbound";
  else if (first === upperR) row.direction = "inbound";
}

export function isPath(bytes: Uint8Array, cells: PfirewallCells, cell: number): boolean {
  const from = cells.from[cell]!;
  const to = cells.to[cell]!;
  return (
    isWord(bytes, from, to, "SEND") ||
    isWord(bytes, from, to, "RECEIVE") ||
    isWord(bytes, from, to, "FORWARD")
  );
}

export function isEventsLost(bytes: Uint8Array, cells: PfirewallCells, cell: number): boolean {
  const from = cells.from[cell]!;
  return isWord(bytes, from, cells.to[cell]!, eventsLost);
}

/** The number of lost events stands in the info column, wherever that is: it is the only number. */
export function setLost(row: Row, cells: PfirewallCells, action: number): void {
  const { from, to, count } = cells;
  let cell = action + 1;
  while (cell < count && Number.isNaN(decimal(row.bytes, from[cell]!, to[cell]!))) cell++;
  if (cell < count) row.set(field.lost, from[cell]!, to[cell]!);
  else row.set(field.lost, to[action]!, to[action]!);
  row.flaw("FW001", from[action]!, to[action]!);
}
