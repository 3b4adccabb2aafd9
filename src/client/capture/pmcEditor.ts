import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  RelativePattern,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { base64Of } from "../../core/base64.ts";
import type { PmcText } from "../../protocol/capture.ts";
import { htmlText } from "../../report/escape.ts";
import type { CaseServer } from "../caseServer.ts";

const viewType = "incidentNotes.pmc";
/** A configuration has some kilobytes. */
const mostBytes = 16 << 20;

/** A configuration of Process Monitor opens in words: a page without a script. */
export function registerPmcEditor(server: CaseServer): Disposable {
  const provider: CustomReadonlyEditorProvider = {
    openCustomDocument: (uri: Uri): CustomDocument => ({ uri, dispose: () => {} }),
    resolveCustomEditor: async ({ uri }: CustomDocument, panel: WebviewPanel) => {
      const show = async () => {
        panel.webview.html = pageOf(uri, await textOf(server, uri));
      };
      panel.webview.options = { enableScripts: false, enableForms: false, localResourceRoots: [] };
      const watcher = workspace.createFileSystemWatcher(patternOf(uri));
      const changed = watcher.onDidChange(() => show().catch(() => undefined));
      panel.onDidDispose(() => {
        changed.dispose();
        watcher.dispose();
      });
      await show();
    },
  };
  return window.registerCustomEditorProvider(viewType, provider, {
    supportsMultipleEditorsPerDocument: true,
  });
}

async function textOf(server: CaseServer, uri: Uri): Promise<PmcText> {
  const { size } = await workspace.fs.stat(uri);
  if (mostBytes < size) return { kind: "refused", lines: ["It is larger than a configuration ever is."] };
  return server.request("pmcWords", { base64: base64Of(await workspace.fs.readFile(uri)) });
}

function patternOf(uri: Uri): RelativePattern {
  return new RelativePattern(Uri.joinPath(uri, ".."), nameOf(uri).replace(/[*?{}[\]]/gu, "?"));
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function pageOf(uri: Uri, { kind, lines }: PmcText): string {
  const name = htmlText(nameOf(uri));
  const title = kind === "pmc" ? `Configuration of Process Monitor: ${name}` : `${name} cannot be shown`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
${lines.map(lineHtml).join("\n").replaceAll("</ul>\n<ul>\n", "")}
</body>
</html>`;
}

/** Lines that are set in stand in a list. */
function lineHtml(line: string): string {
  return line.startsWith("  ")
    ? `<ul>\n<li>${htmlText(line.trim())}</li>\n</ul>`
    : `<p>${htmlText(line)}</p>`;
}
