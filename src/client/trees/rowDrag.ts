import {
  DataTransferItem,
  type Disposable,
  DocumentDropEdit,
  type DocumentDropEditProvider,
  DocumentDropOrPasteEditKind,
  languages,
  type TreeDragAndDropController,
} from "vscode";
import type { Place, TreeRow } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import { citedPlacesOf } from "../commandArguments.ts";
import { citationInsertion } from "../evidence/blockInsertion.ts";
import { findingsUri } from "../findings/findingsUri.ts";

const rowsType = "application/vnd.incident-notes.rows";
const textType = "text/plain";
const kind = DocumentDropOrPasteEditKind.Empty.append("markdown", "citation");

/** A row dragged into a note becomes a citation whose links are relative to that note; elsewhere it is text. */
export function rowDrag(server: CaseServer): TreeDragAndDropController<TreeRow> {
  return {
    dragMimeTypes: [rowsType, textType],
    dropMimeTypes: [],
    async handleDrag(rows, transfer, token) {
      const places = rows.flatMap(({ cites }) => cites);
      if (places.length === 0) return;
      transfer.set(rowsType, new DataTransferItem(JSON.stringify(places)));
      const from = findingsUri()?.toString() ?? places[0]!.uri;
      const { text } = await server.request("citation", { places, from }, token);
      transfer.set(textType, new DataTransferItem(text));
    },
  };
}

export function registerRowDrop(server: CaseServer): Disposable {
  const provider: DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, transfer, token) {
      const places = placesIn(await transfer.get(rowsType)?.asString());
      if (places.length === 0) return undefined;
      const { text } = await server.request("citation", { places, from: document.uri.toString() }, token);
      const line = document.lineAt(position.line).text;
      const insertion = citationInsertion(
        line.slice(0, position.character),
        text,
        line.slice(position.character),
      );
      return new DocumentDropEdit(insertion, "Insert Citation", kind);
    },
  };
  return languages.registerDocumentDropEditProvider({ language: "markdown" }, provider, {
    dropMimeTypes: [rowsType],
    providedDropEditKinds: [kind],
  });
}

/** Only rows of ours make this type, but any program may offer it. */
function placesIn(json: string | undefined): readonly Place[] {
  if (json === undefined) return [];
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? citedPlacesOf({ cites: value }) : [];
  } catch {
    return [];
  }
}
