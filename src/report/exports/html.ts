import { htmlText } from "../escape.ts";
import { markdownHtml } from "./markdownHtml.ts";
import { pageStyle, pageStyleHash, themeStyle } from "./reportStyle.ts";

/** A page that stands alone: no script, nothing loaded, its one stylesheet named by hash. */
export function standaloneHtml(markdown: string, title: string): string {
  return page({
    title,
    policy: `default-src 'none'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'`,
    style: `<style>${pageStyle}</style>`,
    body: markdownHtml(markdown),
  });
}

export interface WebviewPage {
  readonly title: string;
  /** From the platform's random source, new for every page. */
  readonly nonce: string;
}

/** The same in the editor's colors. Links are plain `<a href>`; the editor says what a click does. */
export function webviewHtml(markdown: string, { title, nonce }: WebviewPage): string {
  const quoted = htmlText(nonce.replace(/[^A-Za-z0-9+/=_-]/gu, ""));
  return page({
    title,
    policy: `default-src 'none'; style-src 'nonce-${quoted}'; base-uri 'none'; form-action 'none'`,
    style: `<style nonce="${quoted}">${themeStyle}</style>`,
    body: markdownHtml(markdown),
  });
}

interface Page {
  readonly title: string;
  readonly policy: string;
  /** HTML, as the two below. */
  readonly style: string;
  readonly body: string;
}

function page({ title, policy, style, body }: Page): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
${style}
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}
