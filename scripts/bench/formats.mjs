// How fast every format is scanned, beside the Windows firewall's log, and how long it takes to tell what a paste is.
// usage: node scripts/bench/formats.mjs [--megabytes=8] [--only=cisco.asa]
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../repository.mjs";
import { loadEngine } from "./loadEngine.mjs";
import { median, numberOption } from "./measure.mjs";

const bytes = numberOption("megabytes", 8) * 1e6;
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
const rounds = 5;
const entryPoint = `export { allFormats } from "./src/formats/all.ts";
export { EvidenceDocument } from "./src/workspace/document/evidenceDocument.ts";
export { scanFile } from "./src/workspace/captures/scan.ts";`;
const engine = await loadEngine(entryPoint);

/** The pages of the tests are what there is of every format. */
const logs = engine.allFormats.flatMap(({ id, family }) => {
  const page = longestPage(id);
  return page ? [{ id, family, paste: page.text, log: repeated(page) }] : [];
});
const measured = logs.filter(({ id }) => !only || id === only || id === base().id);
const seconds = await timesOfScans();

console.log("| Format | MB/s | Beside the Windows firewall's | Rows | Paste, ms |");
console.log("|---|---|---|---|---|");
for (const { id, log, paste } of measured) {
  const speed = log.length / seconds.get(id) / 1e6;
  const own = base().log.length / seconds.get(base().id) / 1e6;
  const rows = (await scan(log)).captures.reduce(
    (sum, { columns, processes }) => sum + columns.count + processes.length,
    0,
  );
  console.log(
    `| ${[id, speed.toFixed(0), (speed / own).toFixed(2), rows, detection(paste).toFixed(2)].join(" | ")} |`,
  );
}
const prose = "Between two meetings the user of WS-042 said that it was slow, again.\n".repeat(200);
console.log(`| 200 lines of prose | | | | ${detection(prose).toFixed(2)} |`);

function base() {
  return logs.find(({ id }) => id === "windows.firewall");
}

/** In turns, so that a slow moment of the machine is everybody's. */
async function timesOfScans() {
  const times = new Map(measured.map(({ id }) => [id, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { id, log } of measured) {
      const started = performance.now();
      await scan(log);
      if (0 < round) times.get(id).push((performance.now() - started) / 1000);
    }
  }
  return new Map([...times].map(([id, all]) => [id, median(all)]));
}

function scan(/** @type {Uint8Array} */ log) {
  const entry = {
    uri: "case:/evidence.log",
    path: "evidence.log",
    size: log.length,
    changed: Date.UTC(2031, 11, 31) * 1000,
  };
  return engine.scanFile(entry, chunksOf(log), { formats: engine.allFormats });
}

async function* chunksOf(/** @type {Uint8Array} */ log) {
  for (let at = 0; at < log.length; at += 1 << 20) yield log.subarray(at, at + (1 << 20));
}

/** Milliseconds until a paste is read and its formats are known, as the editor does it. */
function detection(/** @type {string} */ text) {
  const times = Array.from({ length: 25 }, () => {
    const started = performance.now();
    const document = new engine.EvidenceDocument(text, {
      uri: "untitled:paste",
      kind: "note",
      formats: engine.allFormats,
      latest: Date.UTC(2031, 11, 31) * 1000,
      zone: undefined,
    });
    return document.captures.length < 0 ? 0 : performance.now() - started;
  });
  return median(times.slice(5));
}

/** The page of a format with the most rows: what stands above the first, and the rows. */
function longestPage(/** @type {string} */ id) {
  const folder = inRoot("test", "formats", id);
  let best;
  if (!existsSync(folder)) return undefined;
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const lines = JSON.parse(readFileSync(join(folder, name), "utf8")).flatMap(({ line, issue }) =>
      issue ? [] : [line],
    );
    const file = readdirSync(folder).find(
      (other) => other !== name && other.startsWith(name.slice(0, -"json".length)),
    );
    if (!file || lines.length <= (best?.rows ?? 0)) continue;
    const text = readFileSync(join(folder, file), "utf8");
    if (text.includes("\0") || text.includes("\uFFFD")) continue;
    const all = text.split(/(?<=\n)/);
    const [first, last] = [Math.min(...lines) - 1, Math.max(...lines)];
    best = {
      rows: lines.length,
      text,
      heading: all.slice(0, first).join(""),
      body: all.slice(first, last).join(""),
    };
  }
  return best;
}

function repeated({ heading, body }) {
  const whole = body.endsWith("\n") ? body : `${body}\n`;
  return new TextEncoder().encode(heading + whole.repeat(Math.ceil(bytes / whole.length)));
}
