import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/** Path of the language server's program, built for the tests of one file; the name tells files apart. */
export function builtServer(name: string): string {
  const folder = join(root, ".cache", `server-${name}-test`);
  const program = join(folder, "server.node.js");
  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: ["src/server/node.ts"],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      mainFields: ["module", "main"],
      logLevel: "error",
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return program;
}
