import { readFileSync } from "node:fs";

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Count */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };
/** @type {Count} */
export const oneFailed = { ...nothing, failed: 1 };

/** Of a program that is one test: its exit code. @returns {Count} */
export function countOf(/** @type {number} */ code) {
  return code === 0 ? { ...nothing, passed: 1 } : oneFailed;
}

/** @returns {Count} */
export function sum(/** @type {readonly Count[]} */ counts) {
  return counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );
}

/**
 * What vitest's JSON reporter wrote. A file that did not load has no tests to fail, and counts as one; so does what
 * went wrong beside the tests.
 *
 * @param {string} file
 * @param {number} code vitest's exit code.
 * @returns {Count}
 */
export function readVitestCount(file, code) {
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} */
  const report = readReport(file);
  if (report === undefined) return oneFailed;
  const total = sum(
    report.testResults.map(({ status, assertionResults }) => {
      const passed = assertionResults.filter((test) => test.status === "passed").length;
      const failed = assertionResults.filter((test) => test.status === "failed").length;
      const skipped = assertionResults.length - passed - failed;
      return { passed, failed: status === "failed" ? Math.max(failed, 1) : failed, skipped };
    }),
  );
  return code !== 0 && total.failed === 0 ? { ...total, failed: 1 } : total;
}

/**
 * What test/editor/suite/index.ts wrote: mocha's own counts, under its own names.
 *
 * @param {string} file
 * @returns {Count}
 */
export function readMochaCount(file) {
  /** @type {{ passes: number, failures: number, pending: number } | undefined} */
  const report = readReport(file);
  if (report === undefined) return oneFailed;
  return { passed: report.passes, failed: report.failures, skipped: report.pending };
}

function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    console.error("The tests ended without a report.");
    return undefined;
  }
}
