import type { Hover, MarkupKind, Range } from "vscode-languageserver-types";
import type { LineReference } from "../../core/caseView.ts";
import { commandOf } from "../../protocol/commands.ts";
import { uriLink } from "../../report/cite.ts";
import { markdownCode, markdownSentence, markdownText, visibleText } from "../../report/escape.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import { largeFiles } from "../views/placesShown.ts";

/**
 * Part of a hover's line: words of ours; text of evidence as code; a sentence of ours with text of evidence
 * in it; a line of the case.
 */
export type Piece =
  | string
  | { readonly code: string }
  | { readonly sentence: string }
  | { readonly place: LineReference }
  | { readonly offers: readonly HoverOffer[]; readonly of: LineReference };

/** A command of ours about a line, where the editor runs such; else nothing is said. */
export interface HoverOffer {
  readonly command: "captureEvents" | "showTimeline";
  readonly title: string;
}

export type HoverLine = readonly Piece[];

/** A heading, and lines below it. */
export interface HoverPart {
  readonly title: HoverLine;
  readonly lines: readonly HoverLine[];
}

/** Whether the editor runs a command of ours that opens a line wherever it can be shown. */
export type HoverLinks = "commands" | "uris";

export interface HoverSurroundings {
  readonly range: Range;
  readonly kind: MarkupKind;
  readonly lines: CaseLines;
  readonly links?: HoverLinks;
}

/** Says the parts one below the other. The one place where hovers become Markdown. */
export function hoverOf(
  parts: readonly HoverPart[],
  { range, kind, lines, links = "uris" }: HoverSurroundings,
): Hover {
  const isLarge = links === "commands" ? largeFiles(lines) : () => false;
  const text = (line: HoverLine) =>
    line
      .map((piece) => {
        if (typeof piece === "object" && "offers" in piece)
          return kind === "markdown" && links === "commands" ? offerLinks(piece) : "";
        return kind === "markdown" ? markdownPiece(piece, lines, isLarge) : plainPiece(piece, lines);
      })
      .join("");
  const value = parts
    .map((part) => [
      text(part.title),
      ...part.lines
        .map(text)
        .filter((line) => line !== "")
        .map((line) => `- ${line}`),
    ])
    .map(([title, ...list]) => [title, ...(list.length === 0 ? [] : ["", ...list])].join("\n"))
    .join("\n\n");
  return { contents: { kind, value }, range };
}

type Offers = Extract<Piece, { readonly offers: unknown }>;

function offerLinks({ offers, of }: Offers): string {
  return offers.map(({ command, title }) => commandLink(commandOf(command, title, of))).join(" · ");
}

function markdownPiece(
  piece: Exclude<Piece, Offers>,
  lines: CaseLines,
  isLarge: (uri: string) => boolean,
): string {
  if (typeof piece === "string") return markdownText(piece);
  if ("code" in piece) return markdownCode(piece.code);
  if ("sentence" in piece) return markdownSentence(piece.sentence);
  const { uri, line } = piece.place;
  const name = lines.nameOf(piece.place);
  return isLarge(uri) ? openingLink(name, piece.place) : uriLink(name, uri, line);
}

/** A link that opens a line where it can be shown. */
function openingLink(name: string, place: LineReference): string {
  return commandLink(commandOf("openLine", name, place));
}

function commandLink({ title, command, arguments: args }: ReturnType<typeof commandOf>): string {
  const query = encodeURIComponent(JSON.stringify(args)).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `[${markdownText(title)}](command:${command}?${query})`;
}

function plainPiece(piece: Exclude<Piece, Offers>, lines: CaseLines): string {
  if (typeof piece === "string") return piece;
  if ("code" in piece) return visibleText(piece.code);
  if ("sentence" in piece) return visibleText(piece.sentence);
  return visibleText(lines.nameOf(piece.place));
}

/** The pieces with words between them. */
export function listed(pieces: readonly Piece[], between = ", "): HoverLine {
  return pieces.flatMap((piece, i) => (i === 0 ? [piece] : [between, piece]));
}
