// What is no part of the bundle that asks for it, but a bundle of its own beside it.
import { basename } from "node:path";

/**
 * `when` it is asked for so: "later" by `import()`, "at once" by any import.
 *
 * @typedef {{ readonly asked: RegExp, readonly when: "later" | "at once", readonly bundle: string }} Apart
 */

/** Adding one is adding a row. @type {readonly Apart[]} */
const apart = [
  // What unpacks archives is loaded with the first one, by server and command line alike.
  { asked: /\/openedArchive\.ts$/, when: "later", bundle: "archives.js" },
  // Findings as a page, for client, server and command line.
  { asked: /\/exports\/html\.ts$/, when: "later", bundle: "html.js" },
  // The client has been activated when it begins to load what speaks to the server.
  { asked: /\/caseClient\.ts$/, when: "later", bundle: "caseClient.js" },
  // Client and server speak by the same copy.
  {
    asked: /^vscode-(?:jsonrpc|languageserver-protocol|languageserver-types)(?:\/node)?$/,
    when: "at once",
    bundle: "protocol.js",
  },
];

/** Asked for at once, and called for one line in a million. */
const seldom = {
  asked: /^csv-parse\/browser\/esm\/sync$/,
  contents: `export const parse = (text, options) => require("./csv.js").parse(text, options);`,
};

/** @type {import("esbuild").Plugin} */
export const bundlesApart = {
  name: "bundles apart",
  setup({ initialOptions, onResolve, onLoad }) {
    const others = apart.filter(({ bundle }) => bundle !== basename(initialOptions.outfile ?? ""));
    for (const { asked, when, bundle } of others)
      onResolve({ filter: asked }, ({ kind }) => {
        const isApart = when === "at once" || kind === "dynamic-import";
        return isApart ? { path: `./${bundle}`, external: true } : undefined;
      });
    onResolve({ filter: seldom.asked }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path, namespace: "seldom" },
    );
    onLoad({ filter: /^/, namespace: "seldom" }, () => ({ contents: seldom.contents }));
    onResolve({ filter: /^/, namespace: "seldom" }, ({ path }) => ({ path, external: true }));
  },
};
