import type { ReadDetail } from "./eventDraft.ts";

/** What an operation is called, the category it has before its details say another, and how these are read. */
export interface PmlOperation {
  readonly name: string;
  readonly category: string;
  readonly read: ReadDetail;
}

export type OperationRow = readonly [name: string, category: string, read: ReadDetail];

export function pmlOperation([name, category, read]: OperationRow): PmlOperation {
  return { name, category, read };
}

export const readNothing: ReadDetail = () => {};
