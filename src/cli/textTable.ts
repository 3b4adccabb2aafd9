import { visibleText } from "../report/escape.ts";

const widest = 60;

/** Columns of plain text, as wide as their widest cell; log text in them cannot move the cursor. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map((cell) => shortened(visibleText(cell))));
  const widths = headings.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  const text = lines.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${text.join("\n")}\n`;
}

function shortened(text: string): string {
  return widest < text.length ? `${text.slice(0, widest - 1)}…` : text;
}
