import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type LanguageServer, startLanguageServer } from "../../scripts/bench/languageServer.mjs";

/** A folder of a case, with a server that follows it. */
export interface ServedCase {
  readonly server: LanguageServer;
  /** The folder's uri, without a slash at its end. */
  readonly folder: string;
  readonly uri: (path: string) => string;
  readonly write: (path: string, text: string | Uint8Array) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Says that files were changed beside the editor, and waits until the case has. */
  readonly changed: (...paths: readonly string[]) => Promise<void>;
  readonly open: (uri: string, languageId: string, text: string) => void;
  /** Labels of a tree's rows. */
  readonly labels: (tree: string, filter?: string, parent?: string) => Promise<readonly string[]>;
}

export interface ServedOptions {
  readonly program: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly capabilities?: object;
  readonly settings?: object;
  /** What Node is to be told before the program. */
  readonly nodeArgs?: readonly string[];
}

/** Lays out a case, starts a server on it, and takes both away again. */
export async function withCase(
  { program, files, capabilities = {}, settings = {}, nodeArgs = [] }: ServedOptions,
  use: (served: ServedCase) => Promise<void>,
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "served-case-"));
  const server = startLanguageServer(program, nodeArgs);
  const served = servedCase(root, server);
  try {
    for (const [path, text] of Object.entries(files)) await served.write(path, text);
    const workspaceFolders = [{ uri: served.folder, name: "case" }];
    const initializationOptions = settings;
    await server.request("initialize", {
      processId: null,
      rootUri: served.folder,
      workspaceFolders,
      capabilities,
      initializationOptions,
    });
    server.notify("initialized", {});
    await use(served);
    await server.request("shutdown", undefined);
    server.notify("exit", undefined);
    await server.exited;
  } finally {
    server.kill();
    await rm(root, { recursive: true, force: true });
  }
}

function servedCase(root: string, server: LanguageServer): ServedCase {
  const folder = pathToFileURL(root).href;
  const uri = (path: string) => pathToFileURL(join(root, path)).href;
  return {
    server,
    folder,
    uri,
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    remove: (path) => rm(join(root, path), { recursive: true, force: true }),
    async changed(...paths) {
      const told = server.next("incidentNotes/caseChanged");
      server.notify("workspace/didChangeWatchedFiles", {
        changes: paths.map((path) => ({ uri: uri(path), type: 2 })),
      });
      await told;
    },
    open(of, languageId, text) {
      server.notify("textDocument/didOpen", { textDocument: { uri: of, languageId, version: 1, text } });
    },
    async labels(tree, filter = "", parent) {
      const params = { tree, filter, ...(parent === undefined ? {} : { parent }) };
      const rows: readonly { readonly label: string }[] = await server.request(
        "incidentNotes/treeChildren",
        params,
      );
      return rows.map(({ label }) => label);
    },
  };
}
