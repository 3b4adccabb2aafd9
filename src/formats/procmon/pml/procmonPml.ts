import { ascii, isDigit } from "../../../core/ascii.ts";
import type { Format } from "../../../core/format.ts";
import { procmonLineReader } from "../csv/procmonCsv.ts";
import { pmlColumns } from "./pmlLine.ts";

/** Events of a native capture, each as a line of text. */
export const procmonPml: Format = {
  id: "procmon.pml",
  family: "procmon",
  title: "Process Monitor (PML, read natively)",
  reference: "https://learn.microsoft.com/en-us/sysinternals/downloads/procmon",
  vendor: "sysinternals",
  carries: ["time", "year", "zone", "direction", "bytes", "pid", "process"],
  marks: ['Z","'],
  claims: (bytes, start, end) => (beginsWithTime(bytes, start, end) ? "row" : "none"),
  reader: () => procmonLineReader(pmlColumns),
};

/** Of the first cell. */
const shape = '"0000-00-00T00:00:00.0000000Z",';

function beginsWithTime(bytes: Uint8Array, start: number, end: number): boolean {
  if (end < start + shape.length) return false;
  for (let i = 0; i < shape.length; i++) {
    const wanted = shape.charCodeAt(i);
    const byte = bytes[start + i];
    if (wanted === ascii.zero ? !isDigit(byte) : byte !== wanted) return false;
  }
  return true;
}
