// The command line against tools that only count, side by side: A B A B …, whole processes, start-up included.
// usage: node scripts/bench/commandLine.mjs GENERATORS [--pairs=5] [--rows=1000000]
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { inRoot } from "../repository.mjs";

const [generators] = process.argv.slice(2);
const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise);
const pairs = option("pairs", 5);
const rows = option("rows", 1_000_000);

const folder = inRoot(".cache", "bench");
const cli = inRoot("dist", "cli.js");
const nowhere = openSync(process.platform === "win32" ? "NUL" : "/dev/null", "w");

// What an analyst would type: rows by far end and port, and the busiest of them.
const busiest = "END { for (k in c) { n++; if (m < c[k]) { m = c[k]; t = k } } print n, t, m }";
const byRemote = {
  pfirewall: `/^#/ || NF < 8 { next } { c[($17 == "RECEIVE" ? $5 : $6) ":" $8]++ } ${busiest}`,
  ufw: `{ s = d = p = ""; for (i = 8; i <= NF; i++) { k = substr($i, 1, 4); if (k == "SRC=") s = substr($i, 5); else if (k == "DST=") d = substr($i, 5); else if (k == "DPT=") p = substr($i, 5) } c[($8 == "BLOCK]" ? s : d) ":" p]++ } ${busiest}`,
};

mkdirSync(folder, { recursive: true });
const pfirewall = generated("gen-firewall.mjs", "pfirewall.log", "--format=pfirewall", `--lines=${rows}`);
const ufw = generated("gen-firewall.mjs", "ufw.log", "--format=ufw", `--lines=${rows}`);
const netstat = generated("gen-netstat.mjs", "netstat.txt", `--rows=${Math.round(rows / 10)}`);
const thousands = (count) => `${(count / 1000).toLocaleString("en")}k`;

/** One row of the table each: our call, and the tool that it is measured against. */
const comparisons = [
  {
    name: `pfirewall ${thousands(rows)}, triage --json`,
    ours: triage(pfirewall),
    other: ["mawk", byRemote.pfirewall, pfirewall],
  },
  {
    name: `pfirewall ${thousands(rows)}, triage --json`,
    ours: triage(pfirewall),
    other: ["wc", "-l", pfirewall],
  },
  { name: `UFW ${thousands(rows)}, triage --json`, ours: triage(ufw), other: ["mawk", byRemote.ufw, ufw] },
  {
    name: `netstat ${thousands(rows / 10)}, triage --json`,
    ours: triage(netstat),
    other: ["wc", "-l", netstat],
  },
  {
    name: "start-up (formats)",
    ours: [process.execPath, cli, "formats"],
    other: [process.execPath, "-e", "0"],
  },
];

const table = comparisons.flatMap(({ name, ours, other }) => {
  if (spawnSync(other[0], ["--version"], { stdio: "ignore" }).error) {
    console.error(`${other[0]} is not installed: "${name}" has nothing to be compared with.`);
    return [];
  }
  return [{ name, ...compared(ours, other), "peak MiB": peakOf(ours) }];
});
const [{ model }] = cpus();
console.log(
  `Node ${process.versions.node}, ${cpus().length} cores (${model.trim()}), ${pairs} pairs each, files in the page cache`,
);
console.table(Object.fromEntries(table.map(({ name, against, ...row }) => [`${name} / ${against}`, row])));

function triage(file) {
  return [process.execPath, cli, "triage", "--json", file];
}

/** The log, written unless it is there. */
function generated(generator, name, ...args) {
  const file = join(folder, `${rows}-${name}`);
  if (!existsSync(file)) {
    console.log(`writing ${name} …`);
    execFileSync(process.execPath, [join(generators, generator), ...args, `--out=${file}`], {
      stdio: "ignore",
    });
  }
  return file;
}

/** Both in turn, after one round that does not count. */
function compared(ours, other) {
  const times = Array.from({ length: pairs + 1 }, () => ({ ours: secondsOf(ours), other: secondsOf(other) }));
  const counted = times.slice(1);
  const ratios = counted.map((pair) => pair.ours / pair.other);
  return {
    against: other[0] === process.execPath ? "node -e 0" : other[0],
    seconds: median(counted.map((pair) => pair.ours)).toFixed(2),
    "other's": median(counted.map((pair) => pair.other)).toFixed(2),
    ratio: median(ratios).toFixed(2),
    "from … to": `${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)}`,
  };
}

function secondsOf([command, ...args]) {
  const started = process.hrtime.bigint();
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", nowhere, "inherit"] });
  if (error || status === null || 1 < status) throw error ?? new Error(`${command} ended with ${status}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** What one more call says of its own memory when it ends. */
function peakOf([command, ...args]) {
  const report = join(folder, "peak");
  const hook = `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)))`;
  const preload = `data:text/javascript,${encodeURIComponent(`import { createRequire } from "node:module"; const require = createRequire("file:///"); ${hook}`)}`;
  spawnSync(command, ["--import", preload, ...args], { stdio: ["ignore", nowhere, "ignore"] });
  const kibibytes = Number(readFileSync(report, "utf8"));
  rmSync(report);
  return Math.round(kibibytes / 1024);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
