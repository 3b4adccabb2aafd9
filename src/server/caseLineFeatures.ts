import {
  type CancellationToken,
  type CodeLens,
  CodeLensRequest,
  DeclarationRequest,
  DefinitionRequest,
  HoverRequest,
  ImplementationRequest,
  InlayHintRequest,
  type Location,
  type LocationLink,
  MarkupKind,
  type Position,
  ReferencesRequest,
  TypeDefinitionRequest,
  WorkspaceSymbolRequest,
} from "vscode-languageserver-protocol";
import type { LineReference } from "../core/caseView.ts";
import { type Destination, locationLinksOf, locationsOf } from "../features/caseLocations.ts";
import { lensCommand } from "../features/codeLenses/codeLensCommand.ts";
import { codeLenses } from "../features/codeLenses/codeLenses.ts";
import { definitions, implementations, typeDefinitions } from "../features/definitions.ts";
import { hover } from "../features/hover/hover.ts";
import { inlayHints } from "../features/inlayHints.ts";
import { references } from "../features/references.ts";
import { placesShown } from "../features/views/placesShown.ts";
import { workspaceSymbols } from "../features/workspaceSymbols.ts";
import type { CaseLines } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { CaseSession } from "./caseSession.ts";
import { type Feature, ofCase } from "./feature.ts";
import type { OpenDocument } from "./openDocument.ts";
import { pacer } from "./turns.ts";

/** So long what an editor asks by itself waits for a case that is still being read. */
const patienceMs = 1000;

/** What the case says of a document: at once where it has met it, as soon as it has otherwise. */
async function caseAround(
  session: CaseSession,
  open: OpenDocument,
  token: CancellationToken,
): Promise<CaseLines> {
  const { lines } = session.case.snapshot();
  const { uri, captures, origins } = open.document;
  if (origins || lines.captures(uri).length !== 0 || captures.length === 0) return lines;
  const ready = session.case.ready(token).then(() => {});
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  return session.case.snapshot().lines;
}

const lineTextIn =
  (session: CaseSession) =>
  ({ uri, line }: LineReference): string | undefined =>
    session.documents.get(uri)?.document.line(line);

type Lead = (document: EvidenceDocument, lines: CaseLines, at: Position) => Destination | undefined;

interface PositionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Lines of files too large for an editor are shown in views, where the client has these. */
function shownIn(
  { settings }: CaseSession,
  lines: CaseLines,
  places: readonly LineReference[],
): readonly LineReference[] {
  return settings.views ? placesShown(lines, places) : places;
}

/** Answers a request for where something leads, as links where the client takes them. */
const leading =
  (kind: "declaration" | "definition" | "implementation" | "typeDefinition", lead: Lead) =>
  async (
    session: CaseSession,
    { textDocument, position }: PositionParams,
    token: CancellationToken,
  ): Promise<Location[] | LocationLink[]> => {
    const open = session.opened(textDocument);
    const { lines } = await session.case.ready(token);
    const led = open && lead(open.document, lines, position);
    if (!led) return [];
    const found = { ...led, places: shownIn(session, lines, led.places) };
    return session.client.textDocument?.[kind]?.linkSupport
      ? [...locationLinksOf(found, lineTextIn(session))]
      : [...locationsOf(found.places, lineTextIn(session))];
  };

/**
 * Lenses with their commands. They are not left to be resolved: VS Code gives a command that was asked for before
 * newer lenses came to these, then forgets it, and pressing the lens says "Actual command not found".
 */
async function lensesOf(
  session: CaseSession,
  open: OpenDocument,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const { document, version } = open;
  const lines = await caseAround(session, open, token);
  const pause = pacer();
  const lenses: CodeLens[] = [];
  for (const lens of codeLenses(document, lines)) {
    await pause();
    // Another list is on its way.
    if (open.version !== version || token.isCancellationRequested) return [];
    const command = lensCommand(document, lines, lens);
    if (command) lenses.push({ range: lens.range, command });
  }
  return lenses;
}

/** Features that look at an open document and at the whole case. */
export const caseLineFeatures: readonly Feature<CaseSession>[] = [
  {
    capabilities: { hoverProvider: true },
    requests: [
      ofCase.request(HoverRequest.type, null, async (session, { textDocument, position }, token) => {
        const open = session.opened(textDocument);
        if (!open) return null;
        const formats = session.client.textDocument?.hover?.contentFormat ?? [];
        const kind = formats.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
        const lines = await caseAround(session, open, token);
        return (
          hover(open.document, position, {
            lines,
            sha256: session.host.sha256,
            kind,
            links: session.settings.views ? "commands" : "uris",
          }) ?? null
        );
      }),
    ],
  },
  {
    capabilities: { codeLensProvider: {} },
    requests: [
      ofCase.request(CodeLensRequest.type, [], async (session, { textDocument }, token) => {
        const open = session.opened(textDocument);
        return open ? lensesOf(session, open, token) : [];
      }),
    ],
  },
  {
    capabilities: {
      definitionProvider: true,
      declarationProvider: true,
      typeDefinitionProvider: true,
      implementationProvider: true,
    },
    requests: [
      ofCase.request(DefinitionRequest.type, [], leading("definition", definitions)),
      ofCase.request(DeclarationRequest.type, [], leading("declaration", definitions)),
      ofCase.request(TypeDefinitionRequest.type, [], leading("typeDefinition", typeDefinitions)),
      ofCase.request(ImplementationRequest.type, [], leading("implementation", implementations)),
    ],
  },
  {
    capabilities: { referencesProvider: true },
    requests: [
      ofCase.request(ReferencesRequest.type, [], async (session, { textDocument, position }, token) => {
        const open = session.opened(textDocument);
        const { lines } = await session.case.ready(token);
        const found = open && references(open.document, lines, position);
        const places = shownIn(session, lines, found?.places ?? []);
        return [...locationsOf(places, lineTextIn(session), found?.word)];
      }),
    ],
  },
  {
    capabilities: { workspaceSymbolProvider: true },
    requests: [
      ofCase.request(WorkspaceSymbolRequest.type, [], async (session, { query }, token) => {
        const { lines } = await session.case.ready(token);
        return [...workspaceSymbols(lines, query)];
      }),
    ],
  },
  {
    capabilities: { inlayHintProvider: true },
    requests: [
      ofCase.request(InlayHintRequest.type, [], async (session, { textDocument, range }, token) => {
        const open = session.opened(textDocument);
        if (!open) return [];
        const lines = await caseAround(session, open, token);
        const wanted = [range.start.line, range.end.line] as const;
        return [...inlayHints(open.document, lines, wanted, session.settings.inlayHints)];
      }),
    ],
  },
];
