/** Colors of a page that stands alone, light and dark. */
const pageColors = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #f3f4f6; --line: #c8cdd3; --link: #0b57a4; --dim: #57606a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --paper: #16191d; --soft: #22272e; --line: #454c55; --link: #79b8ff; --dim: #a2abb5; }
}`;

/** The theme's colors, in an editor's webview. */
const themeColors = `
:root {
  --ink: var(--vscode-foreground); --paper: var(--vscode-editor-background);
  --soft: var(--vscode-textCodeBlock-background); --line: var(--vscode-widget-border, var(--vscode-contrastBorder, #8888));
  --link: var(--vscode-textLink-foreground); --dim: var(--vscode-descriptionForeground);
}`;

// Text of evidence is isolated, so that letters of right-to-left scripts do not reorder what stands beside it.
const layout = `
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.5em; }
h1 { margin-top: 0; }
h2 { border-bottom: 1px solid var(--line); padding-bottom: 0.2em; }
a { color: var(--link); }
code, pre, .info { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: 0.9em; unicode-bidi: isolate; }
code { background: var(--soft); border-radius: 3px; padding: 0.1em 0.3em; white-space: pre-wrap; }
pre { background: var(--soft); border: 1px solid var(--line); padding: 0.7em 1em; overflow-x: auto; white-space: pre-wrap; }
pre code { padding: 0; background: none; font-size: 1em; }
.info, .dead, .image { color: var(--dim); }
table { border-collapse: collapse; margin: 0.8em 0; display: block; overflow-x: auto; overflow-wrap: normal; }
th, td { border: 1px solid var(--line); padding: 0.3em 0.6em; text-align: left; vertical-align: top; }
th { background: var(--soft); }
td + td, th + th { min-width: 5.5rem; }
td code, td a { overflow-wrap: anywhere; }
td:first-child code { white-space: nowrap; }
blockquote { margin: 0.8em 0; padding-left: 1em; border-left: 3px solid var(--line); color: var(--dim); }`;

const print = `
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #f3f3f3; --line: #888; --link: #000; --dim: #333; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  table { display: table; }
  tr, pre { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;

export const pageStyle = pageColors + layout + print;
export const themeStyle = themeColors + layout + print;

/** SHA-256 of `pageStyle` as a Content-Security-Policy names it. A test computes it. */
export const pageStyleHash = "sha256-JzNn5Gy+iaBguKxzJc2Bep/quziJy3PfSM2a8oFFFds=";
