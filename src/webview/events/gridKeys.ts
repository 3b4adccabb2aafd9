import type { SelectHow } from "./rowSelection.ts";

/** What a key does in the table. */
export type GridMove =
  | {
      readonly kind: "row";
      readonly how: SelectHow;
      readonly to: (active: number, count: number, page: number) => number;
    }
  | { readonly kind: "column"; readonly to: (active: number, count: number) => number }
  /** Pixels that the active column gets wider. */
  | { readonly kind: "width"; readonly by: number }
  | { readonly kind: "all" }
  | { readonly kind: "open" }
  | { readonly kind: "menu" };

type RowMove = Extract<GridMove, { readonly kind: "row" }>["to"];

const rowMoves: Readonly<Record<string, RowMove>> = {
  ArrowUp: (active) => active - 1,
  ArrowDown: (active) => active + 1,
  PageUp: (active, _count, page) => active - page,
  PageDown: (active, _count, page) => active + page,
  Home: () => 0,
  End: (_active, count) => count - 1,
};

const columnMoves: Readonly<Record<string, (active: number, count: number) => number>> = {
  ArrowLeft: (active) => Math.max(0, active - 1),
  ArrowRight: (active, count) => Math.min(count - 1, active + 1),
};

const widthStep = 16;
const widths: Readonly<Record<string, number>> = { ArrowLeft: -widthStep, ArrowRight: widthStep };

const deeds: Readonly<Record<string, GridMove>> = {
  Enter: { kind: "open" },
  ContextMenu: { kind: "menu" },
};

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

export function moveOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): GridMove | undefined {
  if (altKey) return undefined;
  const isControl = ctrlKey || metaKey;
  if (isControl && key.toLowerCase() === "a") return { kind: "all" };
  if (shiftKey && key === "F10") return { kind: "menu" };
  const row = Object.hasOwn(rowMoves, key) ? rowMoves[key] : undefined;
  if (row) return { kind: "row", to: row, how: shiftKey ? "range" : "alone" };
  if (isControl) return undefined;
  if (shiftKey && Object.hasOwn(widths, key)) return { kind: "width", by: widths[key]! };
  const column = Object.hasOwn(columnMoves, key) ? columnMoves[key] : undefined;
  if (column) return { kind: "column", to: column };
  return Object.hasOwn(deeds, key) ? deeds[key] : undefined;
}
