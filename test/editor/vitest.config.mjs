import { defineConfig } from "vitest/config";

// One VS Code serves all files, so they take turns.
export default defineConfig({
  test: {
    include: ["**/*.e2e.mjs"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A busy machine may draw a frame too late for a click; what fails twice is broken.
    retry: 1,
    expect: { poll: { timeout: 20_000, interval: 100 } },
  },
});
