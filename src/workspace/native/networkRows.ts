import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import { Names } from "../../core/names.ts";
import { Row } from "../../core/row.ts";
import { type EventHead, u32 } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlTables } from "../../formats/procmon/pml/pmlCells.ts";
import { PmlLines } from "../../formats/procmon/pml/pmlLine.ts";
import { procmonPml } from "../../formats/procmon/pml/procmonPml.ts";
import type { Columns } from "../captures/columns.ts";

/** Bytes by which network events are alike but for their time: process, operation, transport, both ends. */
const keySize = 48;
/** The ends in a detail structure: two addresses of 16 bytes, two ports. */
const endsAt = 8;
const endsSize = 36;

/** Two ends between which one process sent or received, as the first such event says it. */
export interface NetworkEnds {
  /** Of its process. */
  readonly processIndex: number;
  /** Its row in the columns. */
  readonly row: number;
  readonly path: Uint8Array;
}

/** Puts network events into the columns: the first of its kind as its line is read, those after as a copy of it. */
export class NetworkRows {
  readonly ends: NetworkEnds[] = [];
  readonly #columns: Columns;
  readonly #lines: PmlLines;
  readonly #reader: LineReader = procmonPml.reader();
  readonly #line = new LineBytes();
  readonly #row = new Row();
  readonly #keys = new Names();
  readonly #key = new Uint8Array(keySize);

  constructor(columns: Columns, tables: PmlTables) {
    this.#columns = columns;
    this.#lines = new PmlLines(tables);
  }

  /** The number of its ends; undefined where it has none. */
  add(event: number, head: EventHead, micros: number): number | undefined {
    if (head.detailTo < head.detailFrom + endsAt + endsSize) return undefined;
    this.#fillKey(head);
    const known = this.#keys.find(this.#key, 0, keySize);
    if (0 <= known) {
      this.#columns.pushLike(this.ends[known]!.row, event, micros);
      return known;
    }
    const row = this.#row;
    this.#line.set(this.#lines.textOf(head));
    const { bytes, length } = this.#line;
    row.clear(bytes);
    if (this.#reader.read(bytes, 0, length, row) !== "row" || row.kind !== "connection") return undefined;
    this.#columns.push(row, event, micros);
    const path = row.bytes.slice(row.from[field.path]!, row.to[field.path]!);
    this.ends.push({ processIndex: head.processIndex, row: this.#columns.count - 1, path });
    return this.#keys.idOf(this.#key, 0, keySize);
  }

  #fillKey({ bytes, start, detailFrom }: EventHead): void {
    const key = this.#key;
    for (let i = 0; i < 4; i++) key[i] = bytes[start + i]!;
    key[4] = bytes[start + 0xc]!;
    key[5] = bytes[start + 0xd]!;
    key[6] = bytes[detailFrom]!;
    key[7] = bytes[detailFrom + 1]!;
    for (let i = 0; i < endsSize; i++) key[8 + i] = bytes[detailFrom + endsAt + i]!;
  }
}

const networkClass = 5;
const send = 2;
const connect = 5;
const tcp = 4;

export function isNetwork({ eventClass }: EventHead): boolean {
  return eventClass === networkClass;
}

/** Whether something is sent: always a packet of UDP; of TCP what may show who asked for it. */
export function sends({ bytes, detailFrom, operation }: EventHead): "udp" | "tcp" | undefined {
  if ((u32(bytes, detailFrom) & tcp) === 0) return operation === send ? "udp" : undefined;
  return operation === send || operation === connect ? "tcp" : undefined;
}
