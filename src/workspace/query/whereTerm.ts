import type { Network } from "./network.ts";

/**
 * What rows are asked for, as plain data that may cross threads.
 *
 *     destination.port = 12000 and (drop or reject)
 *     └──────── test ────────┘      └─── tests ──┘
 */
export type Where =
  /** All of them; without any, every row. */
  | { readonly kind: "all"; readonly terms: readonly Where[] }
  | { readonly kind: "any"; readonly terms: readonly Where[] }
  | { readonly kind: "not"; readonly term: Where }
  | KeyTerm
  | EndpointTerm
  | TextTerm;

/** One of a key's values meets one of the tests. A row without the key meets none. */
export interface KeyTerm {
  readonly kind: "key";
  /** A name in `whereKeys`. */
  readonly key: string;
  readonly tests: readonly ValueTest[];
}

/** `203.0.113.77:12000`: one end has both. */
export interface EndpointTerm {
  readonly kind: "endpoint";
  readonly network: Network;
  readonly port: number;
}

/** Part of one of the row's names, in lower case. */
export interface TextTerm {
  readonly kind: "text";
  readonly text: string;
}

/** What a value may be asked. Texts are in lower case. */
export type ValueTest =
  | { readonly kind: "network"; readonly network: Network }
  /** Both ends included. */
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | TimeTest
  /** Time of day in microseconds, up to and without `to`; over midnight where `to` is not above `from`. */
  | { readonly kind: "clock"; readonly from: number; readonly to: number }
  | { readonly kind: "equal"; readonly text: string }
  | { readonly kind: "contains"; readonly text: string };

/** Microseconds since 1970, up to and without `to`; infinite where open. */
export interface TimeTest {
  readonly kind: "time";
  readonly from: WrittenTime;
  readonly to: WrittenTime;
}

export interface WrittenTime {
  readonly micros: number;
  /** Minutes east of UTC where they were written: `micros` is then UTC, else what a clock shows. */
  readonly utcOffset?: number;
}

/** Every row. */
export const everything: Where = { kind: "all", terms: [] };

/** The same question once negations stand at single terms only. */
export function negated(where: Where): Where {
  switch (where.kind) {
    case "all":
      return { kind: "any", terms: where.terms.map(negated) };
    case "any":
      return { kind: "all", terms: where.terms.map(negated) };
    case "not":
      return where.term;
    default:
      return { kind: "not", term: where };
  }
}
