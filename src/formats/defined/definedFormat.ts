import type { Format } from "../../core/format.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import { columnsFormat, headerFormat } from "./columnsFormat.ts";
import type { FormatDefinition } from "./formatDefinition.ts";
import { formatFacts, isTelling } from "./formatFacts.ts";
import { withIgnorable } from "./ignorableLines.ts";
import { pairsFormat } from "./pairsFormat.ts";
import { patternFormat } from "./patternFormat.ts";
import { type PatternPart, patternParts } from "./patternPart.ts";
import { rowEnd } from "./rowEnd.ts";
import type { DefinitionProblem, JsonPath } from "./schemaProblems.ts";

/** A format, or what is wrong with its definition. */
export type DefinedFormat =
  | { readonly kind: "format"; readonly format: Format }
  | { readonly kind: "problems"; readonly problems: readonly DefinitionProblem[] };

/** The format that a definition describes; its samples are not read yet. */
export function definedFormat(definition: FormatDefinition): DefinedFormat {
  const made = makers[definition.kind](definition);
  if (made.kind === "problems") return made;
  return { kind: "format", format: withIgnorable(made.format, definition.ignorable ?? []) };
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
    if (usesOf(definition).some(isTelling)) return { kind: "format", format: make(definition) };
    return { kind: "problems", problems: [{ path: [property], message: tooVague }] };
  };
}

/** Lines of anything would be of a format that has nothing of its own. */
const tooVague = "This fits any line: it needs a time, an address, an endpoint, a pid or a hash.";

function ofPatterns(definition: FormatDefinition): DefinedFormat {
  const { pattern = [], syslog = false, dates, absent } = definition;
  const problems: DefinitionProblem[] = [];
  const patterns: (readonly PatternPart[])[] = [];
  for (const [i, text] of [pattern].flat().entries()) {
    const path: JsonPath = Array.isArray(pattern) ? ["pattern", i] : ["pattern"];
    const parts = patternParts(text);
    if (typeof parts === "string") problems.push({ path, message: parts });
    else if (!usesIn(parts).some(isTelling)) problems.push({ path, message: tooVague });
    else patterns.push(parts);
  }
  if (0 < problems.length) return { kind: "problems", problems };
  const format = patternFormat({
    format: formatFacts(definition, patterns.flatMap(usesIn)),
    patterns,
    head: syslog ? "syslog" : "none",
    writing: { ...(dates ? { dates } : {}), ...(absent ? { absent } : {}) },
    finish: rowEnd(definition),
  });
  return { kind: "format", format };
}

function usesIn(parts: readonly PatternPart[]): readonly FieldUse[] {
  return parts.flatMap((part) => (part.kind === "value" && part.use !== "any" ? [part.use] : []));
}
