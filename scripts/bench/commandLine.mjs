// The command line against tools that do less, side by side.
// usage: node scripts/bench/commandLine.mjs GENERATORS [--pairs=5] [--rows=1000000]
import { cpus } from "node:os";
import { inRoot } from "../repository.mjs";
import { installBenchPeers } from "../setup/benchPeers.mjs";
import { generatedFirewallLog, generatedNetstat } from "./generatedLogs.mjs";
import { compared, numberOption, peakOf } from "./measure.mjs";
import { isHere, peers } from "./peers.mjs";

const [generators] = process.argv.slice(2);
const pairs = numberOption("pairs", 5);
const rows = numberOption("rows", 1_000_000);
const cli = inRoot("dist", "cli.js");

await installBenchPeers();
const pfirewall = generatedFirewallLog(generators, "pfirewall", rows);
const ufw = generatedFirewallLog(generators, "ufw", rows);
const asa = generatedFirewallLog(generators, "asa", rows);
const fewUfw = generatedFirewallLog(generators, "ufw", rows / 10);
const zeek = generatedFirewallLog(generators, "zeek", rows);
const netstat = generatedNetstat(generators, rows / 10);

/** Our call, the log, and those it is measured against: adding a measurement is adding a row. */
const operations = [
  {
    name: `triage --json, pfirewall, ${thousands(rows)} lines`,
    ours: triage(pfirewall),
    log: pfirewall,
    against: [peers.mawk, peers.wc, peers.rgDrop, peers.script, peers.duckdb, peers.lnav, peers.csvParse],
  },
  {
    name: `triage --json, UFW, ${thousands(rows)} lines`,
    ours: triage(ufw),
    log: ufw,
    against: [peers.mawkUfw, peers.rg, peers.wc, peers.scriptUfw],
  },
  {
    name: `triage --json, Cisco ASA, ${thousands(rows)} lines`,
    ours: triage(asa),
    log: asa,
    against: [peers.mawkAsa, peers.wc],
  },
  {
    name: `triage --json, UFW, ${thousands(rows / 10)} lines`,
    ours: triage(fewUfw),
    log: fewUfw,
    against: [peers.mawkUfw, peers.fwlogwatch],
  },
  {
    name: `triage --json, Zeek conn.log, ${thousands(rows)} lines`,
    ours: triage(zeek),
    log: zeek,
    against: [peers.mawkZeek, peers.wc, peers.lnavZeek],
  },
  {
    name: `triage --json, netstat -b, ${thousands(rows / 10)} rows`,
    ours: triage(netstat),
    log: netstat,
    against: [peers.wc],
  },
  {
    name: "start-up (formats)",
    ours: [process.execPath, cli, "formats"],
    log: "",
    against: [peers.bareNode],
  },
];

const [{ model }] = cpus();
console.log(
  `Node ${process.versions.node}, ${cpus().length} cores (${model.trim()}), medians of ${pairs} pairs, files in the page cache\n`,
);
console.log("| Call | Peak MiB | Against | It | Seconds | Other's | Ratio (from … to) |");
console.log("|---|---|---|---|---|---|---|");
for (const operation of operations) report(operation);

function report({ name, ours, log, against }) {
  const peak = peakOf(ours);
  for (const [i, peer] of against.entries()) {
    const first = i === 0 ? [name, peak] : ["the same", ""];
    console.log(`| ${[...first, peer.name, peer.does, ...measured(ours, log, peer)].join(" | ")} |`);
  }
}

function measured(ours, log, peer) {
  if (!isHere(peer)) return ["", "", "not installed here"];
  const {
    ours: own,
    other,
    ratio,
    least,
    most,
  } = compared(ours, peer.call(log), Math.min(pairs, peer.mostPairs ?? pairs));
  return [own, other, `${digits(ratio)} (${digits(least)} … ${digits(most)})`].map((cell) =>
    typeof cell === "number" ? digits(cell) : cell,
  );
}

function digits(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

function thousands(count) {
  return `${(count / 1000).toLocaleString("en")}k`;
}

function triage(file) {
  return [process.execPath, cli, "triage", "--json", file];
}
