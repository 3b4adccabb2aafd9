import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Format } from "../../core/format.ts";
import type { Span } from "../../core/span.ts";
import { zoneNamed } from "../../core/zone.ts";
import { definedFormat } from "./definedFormat.ts";
import { definitionSchema, requiredByKind } from "./definitionSchema.ts";
import type { FormatDefinition } from "./formatDefinition.ts";
import { sampleProblems } from "./sampleProblems.ts";
import { type DefinitionProblem, type JsonPath, schemaProblems } from "./schemaProblems.ts";

/** A problem with its place in the definition's text, in UTF-16 units. */
export interface PlacedProblem {
  readonly message: string;
  /** "form" is what the schema of definitions forbids: editors that have it tell that themselves. */
  readonly kind: "form" | "meaning";
  readonly place: Span;
}

export interface ReadDefinition {
  /** Absent where there is any problem: a format that reads half right is worse than none. */
  readonly format?: Format;
  readonly problems: readonly PlacedProblem[];
}

/** No definition that a person writes is longer. In UTF-16 units. */
const longestDefinition = 1 << 19;
/** Brackets in brackets: the parser goes as deep as they do. */
const deepest = 64;
const firstChar: Span = { start: 0, end: 1 };

/** Reads a definition of any content: JSON, what it says, and whether its samples are read as they say. */
export function readDefinition(text: string): ReadDefinition {
  if (longestDefinition < text.length) return refused("This is too long to be the definition of a format.");
  if (deepest < depthOf(text)) return refused("This is nested too deeply.");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  const [broken] = errors;
  if (broken) return refused(`This is no JSON: ${wordsOf(printParseErrorCode(broken.error))}.`, broken);
  if (!tree) return refused("This is no JSON: there is nothing.");
  const { format, problems, kind } = checkDefinition(plainValue(tree));
  const told = problems.map(({ path, message }) => ({ message, kind, place: placeOf(tree, path) }));
  return { ...(format ? { format: { ...format, definition: text } } : {}), problems: told };
}

function refused(message: string, at?: { readonly offset: number; readonly length: number }): ReadDefinition {
  const place = at ? { start: at.offset, end: at.offset + at.length } : firstChar;
  return { problems: [{ message, kind: "form", place }] };
}

/** `CommaExpected` */
function wordsOf(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let isText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (isText && char === "\\") i++;
    else if (char === '"') isText = !isText;
    else if (!isText && (char === "[" || char === "{")) most = Math.max(most, ++depth);
    else if (!isText && (char === "]" || char === "}")) depth--;
  }
  return most;
}

interface CheckedDefinition {
  readonly format?: Format;
  readonly problems: readonly DefinitionProblem[];
  readonly kind: PlacedProblem["kind"];
}

function checkDefinition(value: unknown): CheckedDefinition {
  const form = schemaProblems(value, definitionSchema);
  if (0 < form.length) return { problems: form, kind: "form" };
  const definition = value as FormatDefinition;
  const missing = missingOfKind(definition);
  if (0 < missing.length) return { problems: missing, kind: "form" };
  const defined = definedFormat(definition);
  const problems = [
    ...zoneProblem(definition),
    ...(defined.kind === "problems" ? defined.problems : sampleProblems(defined, definition.samples)),
  ];
  const format = defined.kind === "format" && problems.length === 0 ? { format: defined.format } : {};
  return { ...format, problems, kind: "meaning" };
}

/** What the schema of all kinds cannot say of one. */
function missingOfKind(definition: FormatDefinition): readonly DefinitionProblem[] {
  const { kind } = definition;
  return requiredByKind[kind]
    .filter((name) => !Object.hasOwn(definition, name))
    .map((name) => ({ path: [], message: `"${name}" is missing, which ${kind} needs.` }));
}

function zoneProblem({ zone }: FormatDefinition): readonly DefinitionProblem[] {
  if (zone === undefined || zoneNamed(zone) !== undefined) return [];
  return [{ path: ["zone"], message: `${zone} is no time zone: write Europe/Berlin or +02:00.` }];
}

/** The value at a path, or what is to hold it. */
function placeOf(tree: Node, path: JsonPath): Span {
  for (let length = path.length; 0 < length; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) return { start: node.offset, end: node.offset + node.length };
  }
  return { start: tree.offset, end: tree.offset + 1 };
}

function plainValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plainValue);
  if (node.type !== "object") return node.value;
  const pairs = (node.children ?? []).flatMap(({ children }) => (children?.[1] ? [children] : []));
  return Object.fromEntries(pairs.map((pair) => [pair[0]!.value, plainValue(pair[1]!)]));
}
