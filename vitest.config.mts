import { defineConfig } from "vitest/config";
import { buildKernel } from "./scripts/kernel.mjs";

await buildKernel();

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/editor/**"],
    reporters: ["default"],
    // A guard against what never ends, not a measure: the machine may be busy with other things.
    testTimeout: 60_000,
  },
});
