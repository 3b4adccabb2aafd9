import { isWord } from "../../core/ascii.ts";
import { type FieldIndex, type FieldName, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { type FieldUse, putValue, type Writing } from "../words/fieldUse.ts";

/** What the first field is that a use of more than one sets. */
const firstFields: Readonly<Partial<Record<FieldUse, FieldName>>> = {
  sourceEndpoint: "sourceAddress",
  sourceSocket: "sourceAddress",
  destinationEndpoint: "destinationAddress",
  destinationSocket: "destinationAddress",
  hash: "sha256",
};

/** Uses of which nothing follows but the field itself, or what only all fields together tell. */
const plain: ReadonlySet<FieldUse> = new Set<FieldUse>([
  ...["action", "direction", "transport", "ingress", "egress", "rule", "code", "host", "user"],
  ...["sourceBytes", "destinationBytes", "sourcePackets", "destinationPackets", "size", "duration"],
  ...["sourceName", "destinationName", "connectionId", "application", "reason", "repeat"],
] as const);

/** The use of one key, made ready to be put a million times. */
export class KeyUse {
  readonly #use: FieldUse;
  readonly #index: FieldIndex;
  readonly #isPlain: boolean;
  readonly #writing: Writing;

  constructor(use: FieldUse, writing: Writing = {}) {
    this.#use = use;
    this.#index = field[firstFields[use] ?? (use as FieldName)];
    this.#isPlain = plain.has(use);
    this.#writing = writing;
  }

  /** A field that the row has already stays as it is. */
  put(row: Row, from: number, to: number): void {
    if (from === to || row.has(this.#index)) return;
    if (!this.#isPlain) putValue(row, this.#use, from, to, this.#writing);
    else if (!this.#isAbsent(row.bytes, from, to)) row.set(this.#index, from, to);
  }

  #isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
    const { absent } = this.#writing;
    if (!absent) return isWord(bytes, from, to, "-");
    for (const word of absent) if (isWord(bytes, from, to, word)) return true;
    return false;
  }
}
