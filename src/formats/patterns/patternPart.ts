import type { FieldUse } from "../words/fieldUse.ts";
import { useNamed } from "./useNames.ts";

/** A piece of a pattern: text that must stand there, any blanks, or a value. */
export type PatternPart =
  | { readonly kind: "text"; readonly bytes: Uint8Array }
  | { readonly kind: "blanks" }
  | { readonly kind: "value"; readonly use: FieldUse | "any"; readonly shape: ValueShape };

/** By what a value is told to end, beside the text that follows it in the pattern. */
export type ValueShape = "time" | "number" | "address" | "text";

const numbers: ReadonlySet<string> = new Set<FieldUse>([
  "sourcePort",
  "destinationPort",
  "sourceNatPort",
  "destinationNatPort",
  "pid",
  "parentPid",
  "size",
  "sourceBytes",
  "destinationBytes",
  "sourcePackets",
  "destinationPackets",
  "repeat",
  "lost",
  "icmpType",
  "icmpCode",
]);
const addresses: ReadonlySet<string> = new Set<FieldUse>([
  "sourceAddress",
  "destinationAddress",
  "sourceNatAddress",
  "destinationNatAddress",
  "sourceEndpoint",
  "destinationEndpoint",
]);

const mostParts = 128;

/**
 * The parts of a pattern, or a sentence on what is wrong with it.
 *
 *     {time} drop {source}:{sourcePort}
 *     └─┬──┘│└┬─┘│└──┬───┘│└───┬──────┘
 *     value │text│ value text value
 *         blanks blanks
 */
export function patternParts(pattern: string): readonly PatternPart[] | string {
  const parts: PatternPart[] = [];
  for (const piece of pieces(pattern)) {
    const part = partOf(piece);
    if (typeof part === "string") return part;
    if (part.kind === "value" && parts.at(-1)?.kind === "value")
      return `${piece} stands right behind another value: nothing would tell where that one ends.`;
    parts.push(part);
  }
  return mostParts < parts.length ? `This has ${parts.length} parts; ${mostParts} are the most.` : parts;
}

/** `{name}`, blanks, `{{`, `}}`, or other text. */
function pieces(pattern: string): readonly string[] {
  return pattern.match(/\{\{|\}\}|\{[^{}]*\}?|\}|[ \t]+|[^{} \t]+/g) ?? [];
}

const encoder = new TextEncoder();

function partOf(piece: string): PatternPart | string {
  if (piece === "{{" || piece === "}}") return { kind: "text", bytes: encoder.encode(piece[0]!) };
  if (piece === "}") return "A } stands alone: for a brace of the line write }}.";
  if (piece.startsWith("{")) return valuePart(piece);
  return /^[ \t]/.test(piece) ? { kind: "blanks" } : { kind: "text", bytes: encoder.encode(piece) };
}

function valuePart(piece: string): PatternPart | string {
  if (!piece.endsWith("}")) return `${piece} is not closed: for a brace of the line write {{.`;
  const name = piece.slice(1, -1);
  if (name === "any") return { kind: "value", use: "any", shape: "text" };
  const use = useNamed(name);
  if (use === undefined) return `{${name.slice(0, 60)}} is no field; {any} is for what is not kept.`;
  return { kind: "value", use, shape: shapeOf(use) };
}

function shapeOf(use: FieldUse): ValueShape {
  if (use === "time") return "time";
  return numbers.has(use) ? "number" : addresses.has(use) ? "address" : "text";
}
