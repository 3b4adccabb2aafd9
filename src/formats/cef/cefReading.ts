import { ascii, hasWordAt, indexOfByte } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import type { KeyValueMeaning } from "../keyValues/keyValueMeaning.ts";
import type { OwnReading } from "../keyValues/keyValueReader.ts";
import type { Pairs } from "../keyValues/pairs.ts";
import { WordMeanings } from "../keyValues/wordMeanings.ts";
import { eventTypeOf } from "../words/meanings.ts";
import { CefHeader } from "./cefHeader.ts";
import { labeledKeys, labelUses } from "./cefKeys.ts";
import { type CefVendor, cefVendor } from "./cefVendor.ts";

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
  readonly #interface: number;
  readonly #category: number;
  readonly #cs1: number;
  readonly #applicationName: number;
  readonly #natLabels: readonly (readonly [label: number, index: 32 | 34])[];
  readonly #sourceAlias: number;
  readonly #destinationAlias: number;

  constructor(numberOf: (key: string) => number) {
    this.#labeled = labeledKeys.map((key) => ({ value: numberOf(key), label: numberOf(`${key}Label`) }));
    this.#in = numberOf("in");
    this.#out = numberOf("out");
    this.#deviceDirection = numberOf("deviceDirection");
    this.#interface = numberOf("ifname");
    this.#category = numberOf("cat");
    this.#cs1 = numberOf("cs1");
    this.#applicationName = numberOf("appName");
    this.#natLabels = [
      [numberOf("cs1Label"), field.sourceNatAddress],
      [numberOf("cs2Label"), field.destinationNatAddress],
    ];
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

  finish(row: Row, pairs: Pairs, meaning: KeyValueMeaning): "ignorable" | undefined {
    const { from, to, count } = this.#header;
    const vendor = this.#vendors.of(row.bytes, from[0]!, to[1]!);
    if (this.#isOther(row.bytes, pairs, vendor)) return "ignorable";
    const isOfSource = vendor.in === "source";
    pairs.put(row, isOfSource ? this.#in : this.#out, field.sourceBytes);
    pairs.put(row, isOfSource ? this.#out : this.#in, field.destinationBytes);
    if (vendor.deviceDirection === "connection") pairs.put(row, this.#deviceDirection, field.direction);
    else this.#putInterface(row, pairs);
    cutService(row);
    if (vendor.cs1 === "rule") this.#putSonicwall(row, pairs);
    this.#putLabeled(row, pairs, meaning);
    // UniFi names its own clients instead of their addresses.
    if (row.has(field.sourcePort)) pairs.put(row, this.#sourceAlias, field.sourceAddress);
    if (row.has(field.destinationPort)) pairs.put(row, this.#destinationAlias, field.destinationAddress);
    if (!row.has(field.action) && eventName < count) this.#putName(row);
    return undefined;
  }

  #isOther(bytes: Uint8Array, pairs: Pairs, { others }: CefVendor): boolean {
    const { from, to, count } = this.#header;
    const [category, id] = [this.#category, signature < count ? signature : 0];
    for (const word of others) {
      if (hasWordAt(bytes, from[id]!, to[id]!, word)) return true;
      if (pairs.has(category) && hasWordAt(bytes, pairs.from[category]!, pairs.to[category]!, word))
        return true;
    }
    return false;
  }

  /** The interface that logged it, which a packet came in by or went out of. */
  #putInterface(row: Row, pairs: Pairs): void {
    const direction = this.#deviceDirection;
    const isOut =
      pairs.has(direction) && hasWordAt(row.bytes, pairs.from[direction]!, pairs.to[direction]!, "1");
    pairs.put(row, this.#interface, isOut ? field.egress : field.ingress);
  }

  /** `cs1="LAN out" cs1Label=198.51.100.9 snpt=35398 app=49177 appName="General HTTPS" cnt=8172`: a message's number */
  #putSonicwall(row: Row, pairs: Pairs): void {
    row.from[field.repeat] = row.from[field.application] = -1;
    pairs.put(row, this.#applicationName, field.application);
    pairs.put(row, this.#cs1, field.rule);
    for (const [label, index] of this.#natLabels)
      if (pairs.has(label) && isPlainAddress(row.bytes, pairs.from[label]!, pairs.to[label]!))
        pairs.put(row, label, index);
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

/** `tcp/https` */
function cutService(row: Row): void {
  const from = row.from[field.transport]!;
  const slash = from < 0 ? -1 : indexOfByte(row.bytes, ascii.slash, from, row.to[field.transport]!);
  if (0 <= slash) row.set(field.transport, from, slash);
}
