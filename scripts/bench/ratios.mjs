// Fails where something has become grossly slower than a script that does less: node scripts/bench/ratios.mjs
//
// Never an absolute time: both run in turn on this machine, and the best of some rounds counts. The bounds leave
// room for a busy machine; what is really reached stands in docs/performance.md.
import { join } from "node:path";
import { inRoot } from "../repository.mjs";
import { benchFolder, secondsOf } from "./measure.mjs";
import { peers } from "./peers.mjs";
import { pfirewallHeader, rowWriters } from "./rows.mjs";
import { writeLog } from "./writeLog.mjs";

/** @typedef {import("./measure.mjs").Call} Call */

const rounds = 4;
const lines = 300_000;
const cli = inRoot("dist", "cli.js");
const pfirewall = await written("ratio-pfirewall.log", pfirewallHeader, "source.pfirewall");
const ufw = await written("ratio-ufw.log", "", "source.netfilter");

/** Adding a bound is adding a row. @type {readonly { name: string, ours: Call, other: Call, most: number }[]} */
const bounds = [
  { name: "triage, pfirewall", ours: triage(pfirewall), other: peers.script.call(pfirewall), most: 8 },
  { name: "triage, UFW", ours: triage(ufw), other: peers.scriptUfw.call(ufw), most: 2.5 },
  {
    name: "start-up",
    ours: [process.execPath, cli, "formats"],
    other: peers.bareNode.call(),
    most: 3,
  },
];

/** @returns {{ passed: number, failed: number, skipped: number }} */
export function checkRatios() {
  const outcomes = bounds.map(({ name, ours, other, most }) => {
    const ratio = bestRatio(ours, other);
    const verdict = ratio <= most ? "within" : "ABOVE";
    console.log(`${name}: ${ratio.toFixed(2)} x a script that does less, ${verdict} ${most}`);
    return ratio <= most;
  });
  const failed = outcomes.filter((passed) => !passed).length;
  return { passed: outcomes.length - failed, failed, skipped: 0 };
}

/** @param {Call} ours @param {Call} other */
function bestRatio(ours, other) {
  const times = Array.from({ length: rounds }, () => ({ ours: secondsOf(ours), other: secondsOf(other) }));
  return Math.min(...times.map((round) => round.ours)) / Math.min(...times.map((round) => round.other));
}

/** @returns {Call} */
function triage(/** @type {string} */ file) {
  return [process.execPath, cli, "triage", "--json", file];
}

/** @param {string} name @param {string} header @param {keyof typeof rowWriters} scope */
async function written(name, header, scope) {
  const file = join(benchFolder, name);
  await writeLog(file, lines, /** @type {(row: number) => string} */ (rowWriters[scope]), header);
  return file;
}
