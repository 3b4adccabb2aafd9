// Judges the beacon score: node scripts/bench/beacons.mjs GENERATOR [SEED…]
//
// GENERATOR is a script that writes a pfirewall log with planted beacons (--format= --seed= --hidden= --out=) and
// beside it the truth (OUT.truth.json: beacons, benign_periodic). Each seed is judged with and without hidden
// beacons. Benign periodic pairs count neither as hits nor as false alarms.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const hiddenBeacons = [0, 5];
const looks = 7;
const randomClients = 300;
const day = 86_400;

const [generator, ...seedWords] = process.argv.slice(2);
if (generator === undefined) {
  console.error("usage: node scripts/bench/beacons.mjs GENERATOR [SEED…]");
  process.exit(2);
}
const seeds = seedWords.length > 0 ? seedWords.map(Number) : [7, 11];

const folder = mkdtempSync(join(tmpdir(), "beacons-"));
try {
  const analysis = await loadAnalysis(folder);
  const rows = seeds.flatMap((seed) => hiddenBeacons.map((hidden) => judge(analysis, seed, hidden)));
  console.table(rows);
  console.table(seeds.map((seed) => judgeRandomClients(analysis, seed)));
} finally {
  rmSync(folder, { recursive: true });
}

async function loadAnalysis(folder) {
  const source = fileURLToPath(new URL("../../src/analysis/beacons/", import.meta.url));
  const outfile = join(folder, "analysis.mjs");
  await build({
    stdin: {
      contents: `export * from "./beacon.ts"; export * from "./beaconQuickLook.ts";`,
      resolveDir: source,
    },
    bundle: true,
    format: "esm",
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

function judge(analysis, seed, hidden) {
  const log = join(folder, `${seed}-${hidden}.log`);
  execFileSync(process.execPath, [
    generator,
    "--format=pfirewall",
    `--seed=${seed}`,
    `--hidden=${hidden}`,
    `--out=${log}`,
  ]);
  const truth = JSON.parse(readFileSync(`${log}.truth.json`, "utf8"));
  const { keys, offsets, times } = readPairs(log);
  rmSync(log);

  const quick = timed(looks, () => keys.flatMap((_, i) => (looksWorthwhile(i) ? [i] : [])));
  function looksWorthwhile(i) {
    return analysis.quickLook(times, offsets[i], offsets[i + 1]);
  }
  const pairsTested = keys.filter((_, i) => offsets[i + 1] - offsets[i] >= analysis.leastBeats).length;
  const context = { windowStart: truth.t0 * 1e6, windowEnd: (truth.t0 + truth.day) * 1e6, pairsTested };
  const full = timed(1, () =>
    quick.value.map((i) => [
      keys[i],
      analysis.scoreBeats({ times: times.subarray(offsets[i], offsets[i + 1]) }, context),
    ]),
  );

  const listed = new Map(full.value.filter(([, verdict]) => verdict.score >= analysis.listedScore));
  const found = truth.beacons.filter((beacon) => listed.has(keyOf(beacon)));
  const benign = new Set(truth.benign_periodic.map(keyOf));
  const alarms = [...listed.keys()].filter((key) => !benign.has(key)).length;
  const errors = found.map((beacon) => Math.abs(listed.get(keyOf(beacon)).periodSeconds / beacon.period - 1));
  return {
    seed,
    hidden,
    pairs: keys.length,
    "pairs >= 6": pairsTested,
    precision: rounded(found.length / alarms),
    recall: rounded(found.length / truth.beacons.length),
    "worst period %": rounded(Math.max(...errors) * 100),
    "within 2 %": errors.filter((error) => error <= 0.02).length,
    "benign listed": [...benign].filter((key) => listed.has(key)).length,
    "quick look ms (CPU)": rounded(quick.milliseconds),
    candidates: quick.value.length,
    "full score ms (CPU)": rounded(full.milliseconds),
  };
}

/** Least CPU time of `repeats` runs: other work on the machine must not count. */
function timed(repeats, run) {
  let milliseconds = Number.POSITIVE_INFINITY;
  let value;
  for (let i = 0; i < repeats; i++) {
    const before = process.cpuUsage();
    value = run();
    const { user, system } = process.cpuUsage(before);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
  }
  return { value, milliseconds };
}

function rounded(value) {
  return Math.round(value * 1000) / 1000;
}

function keyOf({ src, dst, dport, proto }) {
  return `${src} ${dst} ${dport} ${proto}`;
}

/** All connections by source, destination, port and protocol, in one column with the pairs one after another. */
function readPairs(log) {
  const pairs = new Map();
  let count = 0;
  for (const line of readFileSync(log, "latin1").split("\n")) {
    if (line.startsWith("#") || line.trim() === "") continue;
    const [date, time, , proto, src, dst, , dport] = line.split(" ");
    const key = keyOf({ src, dst, dport, proto });
    const instant = Date.parse(`${date}T${time}Z`) * 1000;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, [instant]);
    else known.push(instant);
    count++;
  }
  const times = new Float64Array(count);
  const offsets = [0];
  let at = 0;
  for (const instants of pairs.values()) {
    times.set(instants, at);
    at += instants.length;
    offsets.push(at);
  }
  return { keys: [...pairs.keys()], offsets, times };
}

/** Memoryless clients of every pace, from 6 connections a day to one every 20 s. */
function judgeRandomClients(analysis, seed) {
  const next = mulberry32(seed);
  const context = { windowStart: 0, windowEnd: day * 1e6, pairsTested: randomClients };
  let listed = 0;
  let ritaListed = 0;
  let leastChance = 1;
  for (let client = 0; client < randomClients; client++) {
    const mean = 20 * (14_400 / 20) ** (client / randomClients);
    const times = [];
    for (let at = 0; at < day; at += -mean * Math.log(1 - next())) times.push(Math.floor(at) * 1e6);
    const verdict = analysis.scoreBeats({ times: Float64Array.from(times) }, context);
    if (verdict.kind === "too-few") continue;
    if (verdict.score >= analysis.listedScore) listed++;
    if (verdict.rita !== undefined && verdict.rita.score >= 0.7) ritaListed++;
    leastChance = Math.min(leastChance, verdict.chance);
  }
  return { seed, randomClients, listed, "RITA >= .7": ritaListed, "least chance": rounded(leastChance) };
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
