import {
  type DataTransfer,
  type Disposable,
  DocumentDropEdit,
  type DocumentDropEditProvider,
  DocumentDropOrPasteEditKind,
  languages,
  Uri,
  workspace,
} from "vscode";
import { nameOfUri } from "../../protocol/views.ts";
import { uriLink } from "../../report/cite.ts";
import type { ReferredFiles } from "./referredFiles.ts";

const uriListType = "text/uri-list";
const kind = DocumentDropOrPasteEditKind.Empty.append("markdown", "link", "evidence");
/** What Process Monitor writes. Files of other names are opened as evidence by hand. */
const monitorFile = /\.(?:pml|csv|xml)$/iu;

/** An edit that remembers which files it links. */
class EvidenceLinks extends DocumentDropEdit {
  readonly files: readonly Uri[];

  constructor(files: readonly Uri[]) {
    const links = files.map((file) => uriLink(nameOfUri(file.toString()), file.toString(), 0));
    super(links.join("\n"), "Link as Evidence of the Case", kind);
    this.files = files;
  }
}

/**
 * A capture from elsewhere that is dropped into a note becomes a link, and evidence of the case where it lies. Files
 * of the case's folder are evidence already: the editor's own link is all they need.
 */
export function registerEvidenceDrop(referred: ReferredFiles): Disposable {
  const provider: DocumentDropEditProvider<EvidenceLinks> = {
    async provideDocumentDropEdits(_document, _position, transfer) {
      const files = (await filesIn(transfer)).filter(isFromElsewhere);
      return files.length === 0 ? undefined : new EvidenceLinks(files);
    },
    async resolveDocumentDropEdit(edit) {
      await referred.add(edit.files);
      return edit;
    },
  };
  return languages.registerDocumentDropEditProvider({ language: "markdown" }, provider, {
    dropMimeTypes: [uriListType],
    providedDropEditKinds: [kind],
  });
}

async function filesIn(transfer: DataTransfer): Promise<readonly Uri[]> {
  const list = (await transfer.get(uriListType)?.asString()) ?? "";
  const lines = list.split(/\r?\n/u).filter((line) => /^file:\/\/\//u.test(line));
  return lines.map((line) => Uri.parse(line.trim()));
}

function isFromElsewhere(file: Uri): boolean {
  return monitorFile.test(file.path) && workspace.getWorkspaceFolder(file) === undefined;
}
