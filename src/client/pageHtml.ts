import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

/** Where the scripts and styles of our pages lie. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, "dist");
}

/** A page without what it shows: that comes as messages, and is put in as text. */
export function pageHtml(
  webview: Webview,
  extension: Uri,
  page: "events" | "timeline",
  title: string,
): string {
  const nonce = randomBytes(16).toString("base64url");
  const fileUri = (name: string) =>
    webview.asWebviewUri(Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${fileUri(`${page}.css`)}">
</head>
<body data-vscode-context='{"preventDefaultContextMenuItems": true}'>
<script nonce="${nonce}" src="${fileUri(`${page}.js`)}"></script>
</body>
</html>`;
}
