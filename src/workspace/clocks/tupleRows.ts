import { canonicalAddress } from "../../core/address.ts";
import { Quadruples } from "../../core/quadruples.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";

/** The timed rows of a capture by their tuple: both ends and transport, whichever end is printed first. */
export interface TupleRows {
  readonly capture: ScannedCapture;
  /** Rows, tuple after tuple; of one tuple in the order of the capture. */
  readonly rows: Uint32Array;
  /** The tuple of each place in `rows`, ascending. */
  readonly tuples: Int32Array;
}

/** Numbers tuples the same in all captures, so that rows of one can be compared with rows of another. */
export class TupleNumbers {
  readonly #ends = new Map<string, number>();
  readonly #tuples = new Quadruples();

  rowsOf(capture: ScannedCapture): TupleRows {
    const ofRow = this.#number(capture);
    const counts = new Uint32Array(this.#tuples.size + 1);
    let timed = 0;
    for (let row = 0; row < ofRow.length; row++) {
      if (ofRow[row] === absent) continue;
      counts[ofRow[row]! + 1]!++;
      timed++;
    }
    for (let tuple = 1; tuple < counts.length; tuple++) counts[tuple]! += counts[tuple - 1]!;
    const rows = new Uint32Array(timed);
    const tuples = new Int32Array(timed);
    for (let row = 0; row < ofRow.length; row++) {
      const tuple = ofRow[row]!;
      if (tuple === absent) continue;
      const at = counts[tuple]!++;
      rows[at] = row;
      tuples[at] = tuple;
    }
    return { capture, rows, tuples };
  }

  /** Rows without a time, without both ports, and those that tell the end of a connection have no tuple. */
  #number({ columns }: ScannedCapture): Int32Array {
    const { count, time, source, sourcePort, destination, destinationPort, manner, manners } = columns;
    const ends = new Int32Array(columns.names.size).fill(absent);
    const endOf = (name: number) => {
      if (ends[name] === absent) ends[name] = this.#end(columns.names.text(name));
      return ends[name]!;
    };
    const transports = manners.map(({ transport, part }) =>
      part === "end" ? absent : (transportNumbers.get(transport ?? "") ?? absent),
    );
    const ofRow = new Int32Array(count).fill(absent);
    for (let row = 0; row < count; row++) {
      const transport = transports[manner[row]!]!;
      const [near, far] = [source[row]!, destination[row]!];
      const [nearPort, farPort] = [sourcePort[row]!, destinationPort[row]!];
      if (transport === absent || near === absent || far === absent) continue;
      if (nearPort < 0 || farPort < 0 || Number.isNaN(time[row])) continue;
      const [a, b] = [endOf(near), endOf(far)];
      const isFirst = a < b || (a === b && nearPort <= farPort);
      const ports = isFirst ? (nearPort << 16) | farPort : (farPort << 16) | nearPort;
      ofRow[row] = this.#tuples.numberOf(isFirst ? a : b, isFirst ? b : a, ports, transport);
    }
    return ofRow;
  }

  #end(text: string): number {
    const canonical = canonicalAddress(text);
    const known = this.#ends.get(canonical) ?? this.#ends.size;
    this.#ends.set(canonical, known);
    return known;
  }
}

const transportNumbers: ReadonlyMap<string, number> = new Map([
  ["tcp", 1],
  ["udp", 2],
]);
