import type { Format } from "../core/format.ts";

/** What a format says of itself without reading a line. */
export type FormatWords = Omit<Format, "claims" | "reader">;

/**
 * A format for which what reading takes is made when a line is first shown to it: most captures are of one format,
 * and making dozens would be felt at every start.
 */
export function onDemand(words: FormatWords, make: () => Pick<Format, "claims" | "reader">): Format {
  let made: Pick<Format, "claims" | "reader"> | undefined;
  const own = () => {
    made ??= make();
    return made;
  };
  return {
    ...words,
    claims: (bytes, start, end) => own().claims(bytes, start, end),
    reader: (state) => own().reader(state),
  };
}
