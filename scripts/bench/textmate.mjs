// The editor's own tokenizer over the grammars of this repository, for the tests and for measuring.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const folder = new URL("../../syntaxes/", import.meta.url);
const markdownInjection = "markdown.evidence.codeblock";
let engine;

/** The grammars of `syntaxes/` by their scope names. */
export function ownGrammars() {
  const files = readdirSync(folder).filter((name) => name.endsWith(".tmLanguage.json"));
  const grammars = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
  return Object.fromEntries(grammars.map((grammar) => [grammar.scopeName, grammar]));
}

/** Loads `scopeName` out of `grammars`, with the fences injected where the grammar is Markdown. */
export function loadGrammar(scopeName, grammars) {
  engine ??= loadEngine();
  const registry = new textmate.Registry({
    onigLib: engine,
    loadGrammar: async (scope) => grammars[scope] ?? null,
    getInjections: (scope) => (scope === "text.html.markdown" ? [markdownInjection] : []),
  });
  return registry.loadGrammar(scopeName);
}

async function loadEngine() {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}
