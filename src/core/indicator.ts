/** What an indicator is a value of. */
export type IndicatorKind = "address" | "network" | "domain" | "hash";

/** One value of a list. */
export interface ListedIndicator {
  readonly kind: IndicatorKind;
  /** An address in its one spelling, `address/prefix`, a domain or a hash in lower case. */
  readonly value: string;
  /** Whether names below the domain are meant, too: `*.example.org`, `.example.org`. */
  readonly below?: true;
  /** What the list says of it, as printed. */
  readonly note?: string;
  /** Since when, as printed. */
  readonly date?: string;
}

/** Values published as bad, or as well known and harmless in themselves. */
export interface IndicatorList {
  /** As the list calls itself, else its file's name. */
  readonly title: string;
  readonly purpose: "bad" | "known";
  readonly version?: string;
  readonly indicators: readonly ListedIndicator[];
  /** Entries that are no address, network, domain or hash. */
  readonly leftOut: number;
}
