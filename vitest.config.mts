import { defineConfig } from "vitest/config";
import { buildKernel } from "./scripts/kernel.mjs";

await buildKernel();

const inEditor = "test/editor/**";
/** Tests that start programs, or try every byte: they take a minute where all others take seconds. */
const slow = [
  "test/server.*.test.ts",
  "test/archives.test.ts",
  "test/cli.test.ts",
  "test/workspace/scanAndLines.test.ts",
  "test/procmonDamaged.test.ts",
];

export default defineConfig({
  test: {
    reporters: ["default"],
    // A guard against what never ends, not a measure: the machine may be busy with other things.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [inEditor, ...slow] } },
      { extends: true, test: { name: "slow", include: slow } },
    ],
  },
});
