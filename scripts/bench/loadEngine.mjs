// Parts of the engine as a module of their own, for what is measured in process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot } from "../repository.mjs";

/** What these lines of TypeScript export; paths in them are those of the repository. */
export async function loadEngine(/** @type {string} */ entryPoint) {
  const folder = mkdtempSync(join(tmpdir(), "incident-notes-"));
  try {
    const outfile = join(folder, "engine.mjs");
    await build({
      stdin: { contents: entryPoint, resolveDir: inRoot(), loader: "ts" },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
