/** What the analyst types to filter the trees. */
export interface FilterParams {
  readonly text: string;
}

/** What a filter comes to, and what may be typed next at its end. */
export interface FilterAnswer {
  /** What cannot be understood, as UTF-16 offsets, and one sentence on what to write instead. */
  readonly error?: { readonly start: number; readonly end: number; readonly message: string };
  /** Rows that meet it, and rows there are; absent where it cannot be understood. */
  readonly matching?: number;
  readonly rows?: number;
  /** How times that it names without a zone are understood. */
  readonly times?: string;
  readonly suggestions: readonly FilterSuggestion[];
}

export interface FilterSuggestion {
  readonly kind: "key" | "operator" | "value";
  readonly label: string;
  readonly description: string;
  /** The whole filter with this at its end. */
  readonly text: string;
}
