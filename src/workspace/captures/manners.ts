import { type Direction, type EventType, joinedDirection } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import { Names, type PackedNames } from "../../core/names.ts";
import { transportOf } from "../../core/observe.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Row } from "../../core/row.ts";
import { stateName } from "../../core/tcpState.ts";

/** What few rows differ in: kept once for all rows that agree in it. */
export interface Manner {
  readonly transport: string | undefined;
  readonly action: string | undefined;
  readonly state: string | undefined;
  readonly direction: Direction;
  readonly eventType: EventType | undefined;
  readonly part: Row["part"];
}

export interface PackedManners {
  readonly list: readonly Manner[];
  /** Four numbers a manner. */
  readonly keys: Int32Array;
  readonly words: PackedNames;
}

const directionCodes: readonly Direction[] = ["unknown", "inbound", "outbound", "internal", "external"];
const eventTypeCodes: readonly (EventType | undefined)[] = [
  undefined,
  "allowed",
  "denied",
  "start",
  "end",
  "info",
];

const partCodes: readonly Row["part"][] = [undefined, "start", "end"];

/** A column can number no more: the last one then stands for all others. Only a hostile capture has so many. */
const mostManners = 65_536;
const impliedTransports = { tcp: -1, udp: -2 } as const;
/** So many bits number the places for what blocks have in place of words. */
const placeBits = 6;

/** Numbers the manners of a capture's rows in the order in which they come. */
export class Manners {
  readonly list: Manner[] = [];
  #words = new Names();
  /** Words of transport, action and state, and roles: the key's number is the manner's. */
  readonly #keys = new Quadruples();
  /** Words, roles and number of manners met in blocks: a log has a dozen manners and a million rows. */
  readonly #lately = new Int32Array(3 << placeBits).fill(-1);

  /** With what tells one from the other, so that numbering can go on. */
  get packed(): PackedManners {
    const keys = new Int32Array(this.#keys.size * 4);
    for (let i = 0; i < keys.length; i++) keys[i] = this.#keys.at(i >> 2, (i & 3) as 0 | 1 | 2 | 3);
    return { list: this.list, keys, words: this.#words.packed };
  }

  static of({ list, keys, words }: PackedManners): Manners {
    const manners = new Manners();
    manners.list.push(...list);
    manners.#words = Names.of(words);
    for (let i = 0; i < keys.length; i += 4)
      manners.#keys.numberOf(keys[i]!, keys[i + 1]!, keys[i + 2]!, keys[i + 3]!);
    return manners;
  }

  numberOf(row: Row): number {
    const transport = this.#transport(row);
    const action = this.#word(row, field.action);
    const state = this.#word(row, field.state);
    const roles =
      partCodes.indexOf(row.part) * 64 +
      directionCodes.indexOf(row.direction) * 8 +
      eventTypeCodes.indexOf(row.eventType);
    const number = this.#keys.numberOf(transport, action, state, roles);
    if (number === this.list.length) this.#add(mannerOfRow(row));
    return number < mostManners ? number : mostManners - 1;
  }

  /** Another reader's blocks come, whose words and roles mean something else. */
  forgetBlocks(): void {
    this.#lately.fill(-1);
  }

  /** Writes the manners of a block's rows to `numbers` from `at` on. */
  numbersOf(
    { count, words, roles }: PlainRows,
    numbers: Uint16Array,
    at: number,
    rowAt: (i: number) => Row,
  ): void {
    const lately = this.#lately;
    for (let i = 0; i < count; i++) {
      const mixed = Math.imul(words[i]! ^ Math.imul(roles[i]!, 0x9e3779b1), 0x85ebca6b);
      const place = 3 * (mixed >>> (32 - placeBits));
      if (lately[place] !== words[i] || lately[place + 1] !== roles[i]) {
        lately[place] = words[i]!;
        lately[place + 1] = roles[i]!;
        lately[place + 2] = this.numberOf(rowAt(i));
      }
      numbers[at + i] = lately[place + 2]!;
    }
  }

  /** The manner of a row whose state, transport or direction stands on the line below. */
  amended(number: number, detail: Row): number {
    const [transport, action, state, roles] = [0, 1, 2, 3].map((element) =>
      this.#keys.at(number, element as 0 | 1 | 2 | 3),
    );
    const known = this.list[number]!;
    const direction = joinedDirection(known.direction, detail.direction);
    const key = this.#keys.numberOf(
      transport! || this.#transport(detail),
      action!,
      state! || this.#word(detail, field.state),
      (roles! & ~(7 << 3)) + directionCodes.indexOf(direction) * 8,
    );
    if (key === this.list.length) {
      const transport = known.transport ?? transportOf(detail);
      this.#add({ ...known, transport, state: known.state ?? stateOf(detail, transport), direction });
    }
    return key < mostManners ? key : mostManners - 1;
  }

  #add(manner: Manner): void {
    if (this.list.length < mostManners) this.list.push(manner);
  }

  /** What a capture's kind implies is numbered behind all words. */
  #transport(row: Row): number {
    const word = this.#word(row, field.transport);
    return word !== 0 || !row.transport ? word : impliedTransports[row.transport];
  }

  #word(row: Row, index: FieldIndex): number {
    return row.has(index) ? this.#words.idOf(row.bytes, row.from[index]!, row.to[index]!) + 1 : 0;
  }
}

function mannerOfRow(row: Row): Manner {
  const transport = transportOf(row);
  return {
    transport,
    action: row.text(field.action)?.toLowerCase(),
    state: stateOf(row, transport),
    direction: row.direction,
    eventType: row.eventType,
    part: row.part,
  };
}

function stateOf(row: Row, transport: string | undefined): string | undefined {
  const printed = row.text(field.state);
  return printed === undefined ? undefined : stateName(printed, transport);
}
