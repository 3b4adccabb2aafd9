import { once } from "node:events";
import { createWriteStream } from "node:fs";

const rowsAtOnce = 10_000;

/**
 * Writes a log of so many lines, however large: no more of it is kept than some thousand lines.
 *
 * @param {string} path
 * @param {number} rows
 * @param {(row: number) => string} write One line, without its end.
 * @param {string} [header]
 */
export async function writeLog(path, rows, write, header = "") {
  const file = createWriteStream(path);
  file.write(header);
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const lines = Array.from({ length: Math.min(rowsAtOnce, rows - from) }, (_, i) => `${write(from + i)}\n`);
    if (!file.write(lines.join(""))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}
