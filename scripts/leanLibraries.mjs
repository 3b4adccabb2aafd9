// What the language client's library carries and ours has no use of, left out of the bundles. Nothing is changed of
// what is used.
import { readFile } from "node:fs/promises";

/** What a language server may offer and ours does not: `vscode-languageclient` has a file for each. */
const unofferedFeatures = [
  "callHierarchy",
  "colorProvider",
  "completion",
  "documentLink",
  "executeCommand",
  "fileOperations",
  "formatting",
  "inlineCompletion",
  "inlineValue",
  "linkedEditingRange",
  "rename",
  "signatureHelp",
  "textDocumentContent",
  "typeHierarchy",
];

/** A feature as the library takes it, which does nothing. */
const inert = `class Inert {
  getState() { return { kind: "static" }; }
  fillClientCapabilities() {}
  initialize() {}
  clear() {}
}`;

/** What else of the library listens to: there is nothing to hear of notebooks, which hold no evidence. */
const noNotebooks = `${inert}
const { NotebookDocumentSyncRegistrationType } = require("vscode-languageserver-protocol");
const silence = () => ({ dispose() {} });
exports.NotebookDocumentSyncFeature = class extends Inert {
  static CellScheme = "vscode-notebook-cell";
  registrationType = NotebookDocumentSyncRegistrationType.type;
  onOpenNotificationSent = silence;
  onChangeNotificationSent = silence;
  onSaveNotificationSent = silence;
  onCloseNotificationSent = silence;
  register() {}
  unregister() {}
  handles() { return false; }
};`;

/** Modules that are asked for and not needed. @type {readonly { readonly file: RegExp, readonly contents: string }[]} */
const replaced = [
  { file: /vscode-languageclient[\\/]lib[\\/]common[\\/]notebook\.js$/, contents: noNotebooks },
  // Our documents are chosen by language and scheme, never by a pattern of their path.
  {
    file: /vscode-languageclient[\\/]lib[\\/]common[\\/]utils[\\/]globPattern\.js$/,
    contents: `exports.matchGlobPattern = () => { throw new Error("Documents are not chosen by patterns."); };`,
  },
  // The library asks for an older VS Code than our manifest does, which VS Code itself has looked at.
  { file: /semver[\\/]functions[\\/]parse\.js$/, contents: "module.exports = (version) => version;" },
  { file: /semver[\\/]functions[\\/]satisfies\.js$/, contents: "module.exports = () => true;" },
];

const library = "vscode-(?:languageclient|languageserver-protocol|jsonrpc)[\\\\/]lib[\\\\/]";

/** @type {import("esbuild").Plugin} */
export const leanLibraries = {
  name: "lean libraries",
  setup({ onLoad, onResolve }) {
    const unoffered = `${library}common[\\\\/](?:${unofferedFeatures.join("|")})\\.js$`;
    onLoad({ filter: new RegExp(unoffered) }, async ({ path }) => ({
      contents: inertExports(await readFile(path, "utf8")),
    }));
    for (const { file, contents } of replaced) onLoad({ filter: file }, () => ({ contents }));
    onResolve({ filter: /^import-helpers$/ }, ({ path }) => ({ path, namespace: "import-helpers" }));
    onLoad({ filter: /^/, namespace: "import-helpers" }, () => ({ contents: importHelpers }));
    onLoad({ filter: new RegExp(`${library}.*\\.js$`) }, async ({ path }) => ({
      contents: withSharedHelpers(await readFile(path, "utf8")),
    }));
  },
};

/** The same names, each an inert feature. */
function inertExports(/** @type {string} */ text) {
  const names = new Set([...text.matchAll(/\bexports\.(\w+) = /g)].map(([, name]) => name));
  return `${inert}\n${[...names].map((name) => `exports.${name} = Inert;`).join("\n")}`;
}

/** TypeScript wrote the same functions on top of every file; one copy does. */
function withSharedHelpers(/** @type {string} */ text) {
  const without = text.replaceAll(helper, "");
  if (without === text) return text;
  return `var { __createBinding, __importStar, __exportStar } = require("import-helpers");\n${without}`;
}

const helper =
  /^var __(?:createBinding|setModuleDefault|importStar|exportStar) = \(this && this\.__[\s\S]*?^\}(?:\)\(\)|\)\)|\))?;$/gm;

const importHelpers = `
exports.__createBinding = (to, from, name, as = name) =>
  Object.defineProperty(to, as, { enumerable: true, get: () => from[name] });
exports.__exportStar = (from, to) => {
  for (const name in from)
    if (name !== "default" && !Object.hasOwn(to, name)) exports.__createBinding(to, from, name);
};
exports.__importStar = (from) => from;
`;
