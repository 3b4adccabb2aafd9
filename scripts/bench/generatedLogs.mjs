// The logs that are measured, written once by the generators of a folder.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { benchFolder } from "./measure.mjs";

/** Path of a firewall's log of one day: hosts that browse, and beacons among them. */
export function generatedFirewallLog(
  /** @type {string} */ generators,
  /** @type {"pfirewall" | "ufw" | "asa" | "zeek"} */ format,
  /** @type {number} */ lines,
) {
  return generated(generators, "gen-firewall.mjs", `${lines}-${format}.log`, [
    `--format=${format}`,
    `--lines=${lines}`,
  ]);
}

/** Path of a `netstat -ano -b` of so many rows. */
export function generatedNetstat(/** @type {string} */ generators, /** @type {number} */ rows) {
  return generated(generators, "gen-netstat.mjs", `${rows}-netstat.txt`, [`--rows=${rows}`]);
}

/** Path of a capture of Process Monitor, saved as CSV. */
export function generatedProcmonCsv(/** @type {string} */ generators, /** @type {number} */ rows) {
  return generated(generators, "gen-procmon-csv.mjs", `${rows}-procmon.csv`, [`--rows=${rows}`]);
}

function generated(
  /** @type {string} */ generators,
  /** @type {string} */ generator,
  /** @type {string} */ name,
  /** @type {readonly string[]} */ args,
) {
  const file = join(benchFolder, name);
  if (existsSync(file)) return file;
  console.log(`writing ${name} …`);
  execFileSync(process.execPath, [join(generators, generator), ...args, `--out=${file}`], {
    stdio: "ignore",
  });
  return file;
}
