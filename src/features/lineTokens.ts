import { type AddressScope, addressScope, canonicalAddress } from "../core/address.ts";
import { ascii, decimal } from "../core/ascii.ts";
import { type FieldIndex, field } from "../core/field.ts";
import type { LineBytes } from "../core/lineBytes.ts";
import { Names } from "../core/names.ts";
import type { Row } from "../core/row.ts";

/** What a token is. The client maps these to the scopes of themes. */
export const tokenTypes = [
  "time",
  "address",
  "port",
  "protocol",
  "state",
  "pid",
  "process",
  "path",
  "action",
  "hash",
] as const;
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = [
  "private",
  "public",
  "loopback",
  "multicast",
  "unspecified",
  "ephemeral",
  "allowed",
  "denied",
  "known",
] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

/** What other captures of the case have: PIDs, and addresses in their canonical spelling. */
export interface KnownEvidence {
  readonly pids: ReadonlySet<number>;
  readonly addresses: ReadonlySet<string>;
}

const typesOfFields: readonly (readonly [FieldIndex, TokenType])[] = [
  [field.time, "time"],
  [field.action, "action"],
  [field.transport, "protocol"],
  [field.sourceAddress, "address"],
  [field.sourcePort, "port"],
  [field.destinationAddress, "address"],
  [field.destinationPort, "port"],
  [field.state, "state"],
  [field.pid, "pid"],
  [field.parentPid, "pid"],
  [field.process, "process"],
  [field.service, "process"],
  [field.module, "path"],
  [field.executable, "path"],
  [field.commandLine, "path"],
  [field.file, "path"],
  // Behind the ends of a connection, which stand in its path and begin where it does.
  [field.path, "path"],
  [field.result, "state"],
  [field.threadId, "pid"],
];

/** The same in the order above, for a loop that runs with every line on the screen. */
const fields = typesOfFields.map(([index]) => index);
const types = typesOfFields.map(([, type]) => type);
const typeNumbers = types.map((type) => tokenTypes.indexOf(type));

const modifierOfScope: { readonly [K in AddressScope]: TokenModifier | undefined } = {
  unspecified: "unspecified",
  loopback: "loopback",
  private: "private",
  shared: "private",
  "link-local": "private",
  multicast: "multicast",
  broadcast: "multicast",
  documentation: "public",
  reserved: undefined,
  public: "public",
};

/** RFC 6335: dynamic ports, which Windows hands out too. */
const firstEphemeralPort = 49_152;
const mostNames = 100_000;

/** Encodes the tokens of one line after the other. */
export class LineTokens {
  #known: KnownEvidence = { pids: new Set(), addresses: new Set() };
  /** Modifiers of every address seen, by its name's number: addresses repeat. */
  #addresses = new Names();
  #modifiers: number[] = [];
  /** The line's tokens in the order of the text. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #fields: number[] = [];
  #count = 0;
  #deltaLine = 0;
  /** End and start of the token encoded last on this line; -1 and 0 before the first. */
  #previous = -1;
  #last = 0;

  know(known: KnownEvidence): void {
    this.#known = known;
    this.#forgetAddresses();
  }

  /** Adds the tokens of a row, the first one `deltaLine` below the token before. False where it has none. */
  push(row: Row, bytes: LineBytes, deltaLine: number, data: number[]): boolean {
    this.#deltaLine = deltaLine;
    this.#previous = -1;
    this.#last = 0;
    return this.pushMore(row, bytes, data);
  }

  /** The same of the next row of that line. What several rows share stands with the first of them. */
  pushMore(row: Row, bytes: LineBytes, data: number[]): boolean {
    this.#sort(row, bytes);
    let previous = this.#previous;
    let last = this.#last;
    for (let i = 0; i < this.#count; i++) {
      const start = this.#starts[i]!;
      const end = this.#ends[i]!;
      // Fields may share a text; LSP's tokens may not overlap.
      if (start < previous) continue;
      const at = this.#fields[i]!;
      data.push(
        previous < 0 ? this.#deltaLine : 0,
        start - last,
        end - start,
        typeNumbers[at]!,
        this.#modifiersOf(row, types[at]!, row.from[fields[at]!]!, row.to[fields[at]!]!),
      );
      last = start;
      previous = end;
    }
    this.#previous = previous;
    this.#last = last;
    return 0 <= previous;
  }

  #sort(row: Row, bytes: LineBytes): void {
    this.#count = 0;
    for (let i = 0; i < fields.length; i++) {
      const from = row.from[fields[i]!]!;
      const to = row.to[fields[i]!]!;
      if (from < 0 || to <= from) continue;
      if (row.places) this.#insertPlaced(row, bytes, i);
      else this.#insert(bytes.column(from), bytes.column(to), i);
    }
  }

  /** What stood on a line above has no place on this one. */
  #insertPlaced(row: Row, bytes: LineBytes, at: number): void {
    const { start, end } = row.placeOfField(fields[at]!);
    if (start < end) this.#insert(bytes.column(start), bytes.column(end), at);
  }

  #insert(start: number, end: number, at: number): void {
    let i = this.#count++;
    for (; 0 < i && start < this.#starts[i - 1]!; i--) {
      this.#starts[i] = this.#starts[i - 1]!;
      this.#ends[i] = this.#ends[i - 1]!;
      this.#fields[i] = this.#fields[i - 1]!;
    }
    this.#starts[i] = start;
    this.#ends[i] = end;
    this.#fields[i] = at;
  }

  #modifiersOf(row: Row, type: TokenType, from: number, to: number): number {
    switch (type) {
      case "address":
        return this.#addressModifiers(row.bytes, from, to);
      case "port":
        return portModifiers(row.bytes, from, to);
      case "pid":
        return this.#known.pids.has(decimal(row.bytes, from, to)) ? bit.known : 0;
      case "action":
        return row.eventType === "allowed" ? bit.allowed : row.eventType === "denied" ? bit.denied : 0;
      default:
        return 0;
    }
  }

  #addressModifiers(bytes: Uint8Array, from: number, to: number): number {
    if (bytes[from] === ascii.asterisk) return bit.unspecified;
    if (mostNames <= this.#addresses.size) this.#forgetAddresses();
    const id = this.#addresses.idOf(bytes, from, to);
    let modifiers = this.#modifiers[id];
    if (modifiers === undefined) {
      const text = this.#addresses.text(id);
      const scope = addressScope(text);
      const modifier = scope && modifierOfScope[scope];
      const known = this.#known.addresses.has(canonicalAddress(text));
      modifiers = (modifier ? bit[modifier] : 0) | (known ? bit.known : 0);
      this.#modifiers[id] = modifiers;
    }
    return modifiers;
  }

  #forgetAddresses(): void {
    this.#addresses = new Names();
    this.#modifiers = [];
  }
}

function portModifiers(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === ascii.asterisk) return bit.unspecified;
  const port = decimal(bytes, from, to);
  if (port === 0) return bit.unspecified;
  return firstEphemeralPort <= port ? bit.ephemeral : 0;
}

/** Each modifier's bit in a token. */
const bit = Object.fromEntries(tokenModifiers.map((name, i) => [name, 1 << i])) as {
  readonly [K in TokenModifier]: number;
};
