import { canonicalAddress } from "../../core/address.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** An address in its canonical spelling, with a port an endpoint. */
export interface Wanted {
  readonly address: string;
  readonly port?: number;
}

/** The rows of a capture that have an address or an endpoint at one of their ends, however it is spelled. */
export function* rowsWithAddress(capture: ScannedCapture, { address, port }: Wanted): Generator<number> {
  const ids = idsOf(capture).get(address);
  if (ids === undefined) return;
  const { columns } = capture;
  const [first, ...others] = ids;
  const isOne = (id: number) => id === first || (others.length !== 0 && others.includes(id));
  for (let row = 0; row < columns.count; row++) {
    const isSource = isOne(columns.source[row]!) && (port === undefined || columns.sourcePort[row] === port);
    const isDestination =
      isOne(columns.destination[row]!) && (port === undefined || columns.destinationPort[row] === port);
    if (isSource || isDestination) yield row;
  }
}

/** Captures do not change; their names are asked for more than once. */
const known = new WeakMap<ScannedCapture, ReadonlyMap<string, readonly number[]>>();

/** The spellings of each address of a capture, as numbers of its columns. */
function idsOf(capture: ScannedCapture): ReadonlyMap<string, readonly number[]> {
  let ids = known.get(capture);
  if (!ids) {
    ids = findIds(capture);
    known.set(capture, ids);
  }
  return ids;
}

function findIds({ columns }: ScannedCapture): ReadonlyMap<string, readonly number[]> {
  const { names } = columns;
  const ids = new Map<string, number[]>();
  for (let id = 0; id < names.size; id++) {
    const address = canonicalAddress(names.text(id));
    const spellings = ids.get(address);
    if (spellings) spellings.push(id);
    else ids.set(address, [id]);
  }
  return ids;
}
