import { skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Format } from "../../core/format.ts";
import { FirstWords } from "./firstWords.ts";
import { PropertyLine } from "./propertyLine.ts";
import type { PropertyList } from "./propertyList.ts";
import { PropertyReader } from "./propertyReader.ts";

/** The format that a list of properties describes. */
export function propertyFormat(list: PropertyList): Format {
  const line = new PropertyLine();
  const starts = new FirstWords([...Object.keys(list.properties), ...(list.openers ?? [])]);
  return {
    ...list.format,
    claims(bytes, start, lineEnd) {
      const at = skipBlanks(bytes, start, lineEnd);
      if (at === lineEnd || !starts.mayBeAt(bytes, at, lineEnd)) return "none";
      const end = trimEnd(bytes, at, lineEnd);
      const isProperty = at < end && line.find(bytes, at, end, list.mark);
      return isProperty && (line.hasRoom || list.mark === "=") && list.opens(line.name, line, bytes)
        ? "row"
        : "none";
    },
    reader: (state) => new PropertyReader(list, state),
  };
}
