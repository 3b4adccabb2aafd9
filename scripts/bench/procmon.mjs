// Captures of Process Monitor by the command line, against csv-parse with objects of columns, and DuckDB.
// usage: node scripts/bench/procmon.mjs GENERATORS [--pairs=5] [--rows=1000000] [--most-rows=5000000]
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../repository.mjs";
import { npmPeersFolder } from "../setup/benchPeers.mjs";
import { generatedProcmonCsv } from "./generatedLogs.mjs";
import { compared, numberOption, peakOf } from "./measure.mjs";
import { peers } from "./peers.mjs";

const [generators] = process.argv.slice(2);
const pairs = numberOption("pairs", 5);
const rows = numberOption("rows", 1_000_000);
const mostRows = numberOption("most-rows", 5_000_000);
const hasDuckdb = existsSync(join(npmPeersFolder, "node_modules", "@duckdb", "node-api"));

const few = generatedProcmonCsv(generators, rows);
const many = generatedProcmonCsv(generators, mostRows);

console.log("| Call | Peak MiB | Against | It | Seconds | Other's | Ratio (from … to) |");
console.log("|---|---|---|---|---|---|---|");
report(`${rows} rows`, few, peers.csvParseColumns, Math.min(pairs, 3));
if (hasDuckdb)
  for (const [count, csv] of [
    [rows, few],
    [mostRows, many],
  ])
    report(`${count} rows`, csv, peers.duckdbEvents, pairs);
else console.log("DuckDB is not installed here: `npm run bench` installs it.");

function report(
  /** @type {string} */ size,
  /** @type {string} */ csv,
  /** @type {import("./peers.mjs").Peer} */ peer,
  /** @type {number} */ rounds,
) {
  /** @type {import("./measure.mjs").Call} */
  const ours = [process.execPath, inRoot("dist", "cli.js"), "triage", "--json", csv];
  const { ours: own, other, ratio, least, most } = compared(ours, peer.call(csv), rounds);
  const [seconds, theirs, middle, from, to] = [own, other, ratio, least, most].map((value) =>
    value.toPrecision(2),
  );
  console.log(
    `| \`triage --json\`, Process Monitor's CSV, ${size} | ${peakOf(ours)} | ${peer.name} | ${peer.does} | ${seconds} | ${theirs} | ${middle} (${from} … ${to}) |`,
  );
}
