import type { Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { withIgnorable } from "../patterns/ignorableLines.ts";
import { PatternLines, type PatternTable, patternFormat } from "../patterns/patternFormat.ts";
import { type PatternPart, patternParts } from "../patterns/patternPart.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import { columnsFormat, headerFormat } from "./columnsFormat.ts";
import type { FormatDefinition } from "./formatDefinition.ts";
import { formatFacts, isTelling } from "./formatFacts.ts";
import { pairsFormat } from "./pairsFormat.ts";
import type { DefinitionProblem, JsonPath } from "./schemaProblems.ts";

/** A format, or what is wrong with its definition. */
export type DefinedFormat =
  | {
      readonly kind: "format";
      readonly format: Format;
      /** How far a line fits that does not fit as a whole. */
      readonly reached?: (bytes: Uint8Array, end: number) => number;
    }
  | { readonly kind: "problems"; readonly problems: readonly DefinitionProblem[] };

/** The format that a definition describes; its samples are not read yet. */
export function definedFormat(definition: FormatDefinition): DefinedFormat {
  return makers[definition.kind](definition);
}

type Maker = (definition: FormatDefinition) => DefinedFormat;

const makers: { readonly [K in FormatDefinition["kind"]]: Maker } = {
  pattern: ofPatterns,
  delimited: of("columns", ({ columns = [] }) => columns, columnsFormat),
  keyValue: of("fields", ({ fields = {} }) => Object.values(fields), pairsFormat),
  header: of("fields", ({ fields = {} }) => Object.values(fields), headerFormat),
};

/** Of a definition that names its uses under one property. */
function of(
  property: "columns" | "fields",
  usesOf: (definition: FormatDefinition) => readonly string[],
  make: (definition: FormatDefinition) => Format,
): Maker {
  return (definition) => {
    if (!usesOf(definition).some(isTelling))
      return { kind: "problems", problems: [{ path: [property], message: tooVague }] };
    return { kind: "format", format: withIgnorable(make(definition), definition.ignorable ?? []) };
  };
}

/** Lines of anything would be of a format that has nothing of its own. */
const tooVague = "This fits any line: it needs a time, an address, an endpoint, a pid or a hash.";

function ofPatterns(definition: FormatDefinition): DefinedFormat {
  const { pattern = [], syslog = false, dates, absent, actions, ignorable = [] } = definition;
  const patterns = [pattern].flat();
  const uses: FieldUse[] = [];
  const problems = patterns.flatMap((text, i): DefinitionProblem[] => {
    const path: JsonPath = Array.isArray(pattern) ? ["pattern", i] : ["pattern"];
    const parts = patternParts(text);
    if (typeof parts === "string") return [{ path, message: parts }];
    const found = usesIn(parts);
    uses.push(...found);
    return found.some(isTelling) ? [] : [{ path, message: tooVague }];
  });
  if (0 < problems.length) return { kind: "problems", problems };
  const table: PatternTable = {
    format: formatFacts(definition, uses),
    patterns,
    ignorable,
    ...(syslog ? { head: "syslog" } : {}),
    writing: { ...(dates ? { dates } : {}), ...(absent ? { absent } : {}) },
    ...(actions ? { actions } : {}),
  };
  return { kind: "format", format: patternFormat(table), reached: reachedBy(table) };
}

function reachedBy(table: PatternTable): (bytes: Uint8Array, end: number) => number {
  const lines = new PatternLines(table);
  return (bytes, end) => {
    lines.read(bytes, 0, end, new Row());
    return lines.reached;
  };
}

function usesIn(parts: readonly PatternPart[]): readonly FieldUse[] {
  return parts.flatMap((part) => (part.kind === "value" && part.use !== "any" ? [part.use] : []));
}
