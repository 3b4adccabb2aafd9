import { isWord } from "../../core/ascii.ts";
import type { Direction, EventType } from "../../core/direction.ts";
import { type FieldName, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { type FieldUse, putValue } from "../words/fieldUse.ts";
import { directionOf, eventTypeOf } from "../words/meanings.ts";
import type { KeyValueTable, ZoneKeys } from "./keyValueTable.ts";
import type { Pairs } from "./pairs.ts";
import { WordMeanings } from "./wordMeanings.ts";

type Side = "inside" | "outside" | undefined;

/** Puts the values of a line to their uses: one object for a whole log. */
export class KeyValueMeaning {
  readonly #uses: readonly (FieldUse | undefined)[];
  readonly #table: KeyValueTable;
  readonly #zones: { readonly source: number; readonly destination: number } | undefined;
  readonly #sides: WordMeanings<Side>;
  readonly #eventTypes: WordMeanings<EventType | undefined>;
  readonly #directions: WordMeanings<Direction>;
  readonly #portless = new WordMeanings((word) => !hasPorts(transportName(word)));

  constructor(table: KeyValueTable, keys: readonly string[]) {
    this.#table = table;
    this.#uses = keys.map((key) => table.keys[key]);
    const { zones, actions = {}, directions = {} } = table;
    this.#zones = zones && {
      source: keys.indexOf(zones.source),
      destination: keys.indexOf(zones.destination),
    };
    this.#sides = new WordMeanings((word) => zones && sideOf(word, zones));
    this.#eventTypes = new WordMeanings((word) => actions[word] ?? eventTypeOf(word));
    this.#directions = new WordMeanings((word) => directions[word] ?? directionOf(word));
  }

  /** Fields that the row has already stay as they are. */
  put(row: Row, pairs: Pairs): void {
    const uses = this.#uses;
    for (let key = 0; key < uses.length; key++) {
      const use = uses[key];
      if (use === undefined || pairs.from[key]! < 0 || isTaken(row, use)) continue;
      this.putOne(row, use, pairs.from[key]!, pairs.to[key]!);
    }
    this.#follow(row, pairs);
  }

  putOne(row: Row, use: FieldUse, from: number, to: number): void {
    if (use === "action") {
      if (from === to) return;
      row.set(field.action, from, to);
      row.eventType = this.#eventTypes.of(row.bytes, from, to);
    } else if (use === "direction") {
      row.set(field.direction, from, to);
      row.direction = this.#directions.of(row.bytes, from, to);
    } else putValue(row, use, from, to, this.#table.writing);
  }

  #follow(row: Row, pairs: Pairs): void {
    if (row.direction === "unknown" && this.#zones) this.#followZones(row, pairs, this.#zones);
    const transport = row.from[field.transport]!;
    if (0 <= transport && this.#portless.of(row.bytes, transport, row.to[field.transport]!)) dropPorts(row);
    dropUnset(row, field.sourceNatAddress, field.sourceNatPort);
    dropUnset(row, field.destinationNatAddress, field.destinationNatPort);
  }

  #followZones(
    row: Row,
    pairs: Pairs,
    { source, destination }: { source: number; destination: number },
  ): void {
    const from = this.#side(row, pairs, source);
    const to = this.#side(row, pairs, destination);
    if (from === undefined || to === undefined) return;
    if (from === to) row.direction = from === "inside" ? "internal" : "external";
    else row.direction = to === "outside" ? "outbound" : "inbound";
  }

  #side(row: Row, pairs: Pairs, key: number): Side {
    return pairs.has(key) ? this.#sides.of(row.bytes, pairs.from[key]!, pairs.to[key]!) : undefined;
  }
}

function sideOf(word: string, { inside, outside }: ZoneKeys): Side {
  if (inside.includes(word)) return "inside";
  return outside.includes(word) ? "outside" : undefined;
}

function isTaken(row: Row, use: FieldUse): boolean {
  if (use === "sourceEndpoint") return row.has(field.sourceAddress);
  if (use === "destinationEndpoint") return row.has(field.destinationAddress);
  return use !== "time" && row.has(field[use as FieldName]);
}

/** What stands there of a protocol without ports is a type and a code, or nothing. */
function dropPorts(row: Row): void {
  row.from[field.sourcePort] = row.from[field.destinationPort] = -1;
}

/** An untranslated end is often written as `0.0.0.0`, and its port as 0. */
function dropUnset(row: Row, address: 32 | 34, port: 33 | 35): void {
  const from = row.from[address]!;
  const to = row.to[address]!;
  if (0 <= from && (isWord(row.bytes, from, to, "0.0.0.0") || isWord(row.bytes, from, to, "::"))) {
    row.from[address] = row.from[port] = -1;
  }
  if (isWord(row.bytes, row.from[port]!, row.to[port]!, "0")) row.from[port] = -1;
}
