import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { KeyValueMeaning } from "../keyValues/keyValueMeaning.ts";
import type { OwnReading } from "../keyValues/keyValueReader.ts";
import type { Pairs } from "../keyValues/pairs.ts";
import { WordMeanings } from "../keyValues/wordMeanings.ts";
import { eventTypeOf } from "../words/meanings.ts";
import { CefHeader } from "./cefHeader.ts";
import { labeledKeys, labelUses } from "./cefKeys.ts";
import { cefVendor } from "./cefVendor.ts";

const [signature, eventName] = [3, 4];

/** What CEF says beside plain keys: by its header, by labels, and by who writes it. */
export class CefReading implements OwnReading {
  readonly #header = new CefHeader();
  readonly #labeled: readonly { readonly value: number; readonly label: number }[];
  readonly #labelUses = new WordMeanings((label) => labelUses.get(label));
  readonly #vendors = new WordMeanings(cefVendor);
  readonly #eventTypes = new WordMeanings((name) => eventTypeOf(name.slice(name.lastIndexOf(" ") + 1)));
  readonly #in: number;
  readonly #out: number;
  readonly #deviceDirection: number;
  readonly #sourceAlias: number;
  readonly #destinationAlias: number;

  constructor(numberOf: (key: string) => number) {
    this.#labeled = labeledKeys.map((key) => ({ value: numberOf(key), label: numberOf(`${key}Label`) }));
    this.#in = numberOf("in");
    this.#out = numberOf("out");
    this.#deviceDirection = numberOf("deviceDirection");
    this.#sourceAlias = numberOf("UNIFIsrcClientAlias");
    this.#destinationAlias = numberOf("UNIFIdstClientAlias");
  }

  head(row: Row, from: number, end: number, start: number): number {
    const header = this.#header;
    const pairs = header.read(row.bytes, start, from, end);
    if (0 <= pairs && signature < header.count)
      row.set(field.code, header.from[signature]!, header.to[signature]!);
    return pairs;
  }

  finish(row: Row, pairs: Pairs, meaning: KeyValueMeaning): undefined {
    const { from, to, count } = this.#header;
    const vendor = this.#vendors.of(row.bytes, from[0]!, to[1]!);
    const isOfSource = vendor.in === "source";
    pairs.put(row, isOfSource ? this.#in : this.#out, field.sourceBytes);
    pairs.put(row, isOfSource ? this.#out : this.#in, field.destinationBytes);
    if (vendor.deviceDirection === "connection") pairs.put(row, this.#deviceDirection, field.direction);
    this.#putLabeled(row, pairs, meaning);
    // UniFi names its own clients instead of their addresses.
    if (row.has(field.sourcePort)) pairs.put(row, this.#sourceAlias, field.sourceAddress);
    if (row.has(field.destinationPort)) pairs.put(row, this.#destinationAlias, field.destinationAddress);
    if (!row.has(field.action) && eventName < count) this.#putName(row);
  }

  /** `cs1Label=Rule cs1=outbound web` */
  #putLabeled(row: Row, pairs: Pairs, meaning: KeyValueMeaning): void {
    for (const { value, label } of this.#labeled) {
      if (!pairs.has(value) || !pairs.has(label)) continue;
      const use = this.#labelUses.of(row.bytes, pairs.from[label]!, pairs.to[label]!);
      if (use) meaning.putOne(row, use, pairs.from[value]!, pairs.to[value]!);
    }
  }

  /** Where no key says what was done, the event's name may: `Threat Detected and Blocked`. */
  #putName(row: Row): void {
    const [from, to] = [this.#header.from[eventName]!, this.#header.to[eventName]!];
    row.eventType = this.#eventTypes.of(row.bytes, from, to);
    if (!row.has(field.reason)) row.set(field.reason, from, to);
  }
}
