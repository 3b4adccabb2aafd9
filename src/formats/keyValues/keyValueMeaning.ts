import { isWord } from "../../core/ascii.ts";
import type { Direction, EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import type { FieldUse, Writing } from "../words/fieldUse.ts";
import { directionOf, eventTypeOf } from "../words/meanings.ts";
import { KeyUse } from "./keyUse.ts";
import type { KeyValueTable } from "./keyValueTable.ts";
import type { Pairs } from "./pairs.ts";
import { WordMeanings } from "./wordMeanings.ts";
import { ZoneDirection } from "./zoneDirection.ts";

/** Puts the values of a line to their uses: one object for a whole log. */
export class KeyValueMeaning {
  readonly zones: readonly ZoneDirection[];
  readonly #uses: readonly KeyUse[];
  readonly #others = new Map<FieldUse, KeyUse>();
  readonly #writing: Writing | undefined;
  readonly #eventTypes: WordMeanings<EventType | undefined>;
  readonly #directions: WordMeanings<Direction>;
  readonly #portless = new WordMeanings((word) => !hasPorts(transportName(word)));

  /** The first keys of the pairs are those of the table, in its order. */
  constructor(table: KeyValueTable, numberOf: (key: string) => number) {
    const { zones = [] } = table;
    // Words come from a log: one of them may be `constructor`.
    const actions = new Map(Object.entries(table.actions ?? {}));
    const directions = new Map(Object.entries(table.directions ?? {}));
    this.#writing = table.writing;
    this.#uses = Object.values(table.keys).map((use) => new KeyUse(use, table.writing));
    this.zones = zones.map((keys) => new ZoneDirection(keys, numberOf));
    this.#eventTypes = new WordMeanings((phrase) => actions.get(phrase) ?? eventTypeOf(lastWord(phrase)));
    this.#directions = new WordMeanings((word) => directions.get(word) ?? directionOf(word));
  }

  put(row: Row, { from, to }: Pairs): void {
    const uses = this.#uses;
    for (let key = 0; key < uses.length; key++)
      if (0 <= from[key]!) uses[key]!.put(row, from[key]!, to[key]!);
  }

  putOne(row: Row, use: FieldUse, from: number, to: number): void {
    if (from === to) return;
    this.#own(use).put(row, from, to);
  }

  #own(use: FieldUse): KeyUse {
    const known = this.#others.get(use);
    if (known) return known;
    const made = new KeyUse(use, this.#writing);
    this.#others.set(use, made);
    return made;
  }

  /** What follows from all fields of a row. */
  follow(row: Row, pairs: Pairs): void {
    this.#followAction(row);
    this.#followDirection(row, pairs);
    const transport = row.from[field.transport]!;
    if (0 <= transport && this.#portless.of(row.bytes, transport, row.to[field.transport]!)) dropPorts(row);
    dropUnset(row, field.sourceNatAddress, field.sourceNatPort);
    dropUnset(row, field.destinationNatAddress, field.destinationNatPort);
    if (isWord(row.bytes, row.from[field.repeat]!, row.to[field.repeat]!, "1")) row.from[field.repeat] = -1;
  }

  #followAction(row: Row): void {
    const from = row.from[field.action]!;
    if (0 <= from) row.eventType ??= this.#eventTypes.of(row.bytes, from, row.to[field.action]!);
  }

  #followDirection(row: Row, pairs: Pairs): void {
    const from = row.from[field.direction]!;
    if (0 <= from) row.direction = this.#directions.of(row.bytes, from, row.to[field.direction]!);
    for (const zone of this.zones) if (row.direction === "unknown") row.direction = zone.of(row.bytes, pairs);
  }
}

/** `TCP packet dropped` */
function lastWord(phrase: string): string {
  return phrase.slice(phrase.lastIndexOf(" ") + 1);
}

/** What stands there of a protocol without ports is a type and a code, or nothing. */
function dropPorts(row: Row): void {
  row.from[field.sourcePort] = row.from[field.destinationPort] = -1;
}

/** An untranslated end is often written as `0.0.0.0`, and its port as 0. */
function dropUnset(row: Row, address: 32 | 34, port: 33 | 35): void {
  const from = row.from[address]!;
  const to = row.to[address]!;
  if (0 <= from && (isWord(row.bytes, from, to, "0.0.0.0") || isWord(row.bytes, from, to, "::")))
    row.from[address] = row.from[port] = -1;
  if (isWord(row.bytes, row.from[port]!, row.to[port]!, "0")) row.from[port] = -1;
}
