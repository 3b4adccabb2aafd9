// npm test [-- PART…] [--grep=TEXT]: sets up what is missing, then runs all tests, or those of the parts named.
// A name stands for all parts that begin with it: `editor` is editor-newest, editor-oldest and editor-ui.
import "./nodeVersion.mjs";
import { nothing, oneFailed, sum } from "./testCount.mjs";
import { testParts } from "./testParts.mjs";

/** @typedef {import("./testCount.mjs").Count} Count */
/** @typedef {import("./testParts.mjs").TestPart} TestPart */
/** @typedef {{ readonly id: string, readonly seconds: number, readonly count: Count }} Outcome */

const args = process.argv.slice(2);
const grep = args.find((arg) => arg.startsWith("--grep="))?.slice("--grep=".length);
const parts = chosenParts(args.filter((arg) => !arg.startsWith("--grep=")));

if (process.env["CI"] !== undefined) withoutColor();
/** @type {Map<() => Promise<void>, Promise<void>>} */
const setups = new Map();
/** @type {Outcome[]} */
const outcomes = [];
for (const part of parts) outcomes.push(await runPart(part));
report(outcomes);

/** @returns {readonly TestPart[]} */
function chosenParts(/** @type {readonly string[]} */ names) {
  const unknown = names.filter((name) => !testParts.some((part) => isNamed(part, name)));
  if (unknown.length > 0) {
    console.error(
      `There is no part ${unknown.join(", ")}; the parts are ${testParts.map(({ id }) => id).join(", ")}.`,
    );
    process.exit(2);
  }
  const asked = testParts.filter((part) => names.length === 0 || names.some((name) => isNamed(part, name)));
  return testParts.filter(
    (part) => asked.includes(part) || asked.some(({ after }) => after.includes(part.id)),
  );
}

function isNamed(/** @type {TestPart} */ { id }, /** @type {string} */ name) {
  return id === name || id.startsWith(`${name}-`);
}

/** @returns {Promise<Outcome>} */
async function runPart(/** @type {TestPart} */ part) {
  console.log(`\n=== ${part.id}`);
  const began = performance.now();
  const count = await countPart(part).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return oneFailed;
  });
  return { id: part.id, seconds: (performance.now() - began) / 1000, count };
}

/** @returns {Promise<Count>} */
async function countPart(/** @type {TestPart} */ part) {
  for (const install of part.setup) await setUpOnce(install);
  const count = await part.run(grep);
  const ran = count.passed + count.failed > 0;
  if (ran || grep !== undefined) return count;
  console.error("No test ran.");
  return sum([count, oneFailed]);
}

/** What could not be set up for one part is not tried again for the next; it fails that part likewise. */
function setUpOnce(/** @type {() => Promise<void>} */ install) {
  const outcome = setups.get(install) ?? install();
  setups.set(install, outcome);
  return outcome;
}

function report(/** @type {readonly Outcome[]} */ all) {
  console.log(`\n${row("part", "passed", "failed", "skipped", "seconds")}`);
  for (const { id, count, seconds } of all)
    console.log(row(id, count.passed, count.failed, count.skipped, seconds.toFixed(1)));

  const { passed, failed, skipped } = sum([nothing, ...all.map(({ count }) => count)]);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function row(/** @type {string} */ first, /** @type {(string | number)[]} */ ...others) {
  return first.padEnd(14) + others.map((value) => String(value).padStart(9)).join("");
}

/** CI counts as a terminal with colors for some of the tools. */
function withoutColor() {
  delete process.env["FORCE_COLOR"];
  process.env["NO_COLOR"] = "1";
}
