// Native captures of Process Monitor: scanned, and all their details as text.
// usage: node scripts/bench/native.mjs [--capture=FILE.PML] [--events=1000000] [--rounds=5]
//
// The events of a capture are repeated until there are so many. Without one, a capture of invented events is made.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot } from "../repository.mjs";
import { loadEngine } from "./loadEngine.mjs";
import { benchFolder, median, numberOption, peakOf, secondsOf } from "./measure.mjs";

const rounds = numberOption("rounds", 5);
const events = numberOption("events", 1_000_000);
const named = process.argv.find((word) => word.startsWith("--capture="))?.slice("--capture=".length);

const engine = await loadEngine(`export { allFormats } from "./src/formats/all.ts";
export { nodeFiles } from "./src/node/nodeFiles.ts";
export { scanFiles } from "./src/workspace/case/loadCase.ts";
export { NativeLines } from "./src/workspace/native/nativeLines.ts";
export { textsOf } from "./src/formats/procmon/pml/details/pmlTexts.ts";
export { readPmlCapture } from "./src/workspace/native/pmlCapture.ts";
export { PmlEventReader } from "./src/workspace/native/pmlEventReader.ts";
export { openRandom } from "./src/workspace/native/randomBytes.ts";
export { pmlBytes } from "./test/procmon/pmlOf.ts";`);

const path = join(benchFolder, `${named ? basename(named, ".PML") : "invented"}-${events}.PML`);
if (!existsSync(path)) writeFileSync(path, repeated(named ? readFileSync(named) : invented()));
const count = eventsOf(readFileSync(path).subarray(0, 0x3a8));
const megabytes = statSync(path).size / 1e6;

const files = engine.nodeFiles(dirname(path));
const entry = await files.stat(pathToFileURL(path).href);
const scans = [];
const texts = [];
for (let round = 0; round <= rounds; round++) {
  scans.push(await timed(() => engine.scanFiles(files, [entry], { formats: engine.allFormats }, () => {})));
  texts.push(await timed(allDetails));
}
/** @type {import("./measure.mjs").Call} */
const triage = [process.execPath, inRoot("dist", "cli.js"), "triage", "--json", path];
const whole = median(Array.from({ length: rounds }, () => secondsOf(triage)));

console.log(`${count} events, ${megabytes.toFixed(0)} MB\n`);
console.log("| What | Seconds | Events a second | Peak MiB |");
console.log("|---|---|---|---|");
for (const [what, seconds, peak] of [
  ["`triage --json`, start-up included", whole, peakOf(triage)],
  ["scan, in process", median(scans.slice(1)), ""],
  ["path, category and detail of every event as text", median(texts.slice(1)), ""],
])
  console.log(`| ${what} | ${seconds.toPrecision(2)} | ${Math.round(count / Number(seconds))} | ${peak} |`);

async function timed(/** @type {() => Promise<unknown>} */ work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function allDetails() {
  const bytes = await engine.openRandom(files, entry);
  const capture = await engine.readPmlCapture(bytes);
  const reader = new engine.PmlEventReader(bytes, capture);
  let length = 0;
  for (let event = 0; event < capture.offsets.count; event++) {
    const head = reader.held(event) ?? (await reader.read(event));
    const { path: of, category, detail } = engine.textsOf(head, capture.names);
    length += of.length + category.length + detail.length;
  }
  await bytes.close();
  return length;
}

function eventsOf(/** @type {Uint8Array} */ header) {
  return new DataView(header.buffer, header.byteOffset).getUint32(0x234, true);
}

/** The same capture with its events again and again: these, their offsets, and the tables behind them. */
function repeated(/** @type {Uint8Array} */ capture) {
  const view = new DataView(capture.buffer, capture.byteOffset);
  const place = (/** @type {number} */ at) => Number(view.getBigUint64(at, true));
  const [from, to, own] = [place(0x240), place(0x248), eventsOf(capture)];
  const times = Math.ceil(events / own);
  const [length, tables] = [to - from, to + own * 5];
  const all = new Uint8Array(from + times * (length + own * 5) + capture.length - tables);
  const written = new DataView(all.buffer);
  all.set(capture.subarray(0, from));
  const offsets = from + times * length;
  for (let time = 0; time < times; time++) {
    all.set(capture.subarray(from, to), from + time * length);
    for (let i = 0; i < own; i++)
      written.setUint32(
        offsets + (time * own + i) * 5,
        view.getUint32(to + i * 5, true) + time * length,
        true,
      );
  }
  const rest = offsets + times * own * 5;
  all.set(capture.subarray(tables), rest);
  written.setUint32(0x234, times * own, true);
  written.setBigUint64(0x248, BigInt(offsets), true);
  for (const at of [0x250, 0x258, 0x260, 0x3a0])
    written.setBigUint64(at, BigInt(place(at) - tables + rest), true);
  return all;
}

/** Events in the mix of an ordinary hour: most read the registry and files, few load, write and send. */
function invented() {
  const stack = Array.from({ length: 18 }, (_, i) =>
    i < 10 ? `0xfffff8000010${i}000` : `0x7ffb1000${i}000`,
  );
  const modules = [{ base: "0x7ffb10000000", size: 1 << 21, path: "C:\\Windows\\System32\\ntdll.dll" }];
  const processes = Array.from({ length: 40 }, (_, i) => ({
    ...{
      pid: 400 + 4 * i,
      parentPid: 400,
      name: `worker${i}.exe`,
      path: `C:\\Tools\\worker${i}.exe`,
      modules,
    },
    user: "WS-MONITORED\\user",
  }));
  const at = (/** @type {number} */ i) => ({
    ...{ process: i % 40, tid: 1000 + (i % 300), stack, duration: i % 977 },
    time: new Date(Date.UTC(2031, 6, 2, 9) + 3 * i).toISOString(),
  });
  const eventAt = (/** @type {number} */ i) => {
    const path = `C:\\Users\\Public\\Documents\\folder${i % 50}\\file${i % 900}.dat`;
    if (i % 400 === 1)
      return {
        ...at(i),
        operation: "UDP Send",
        from: `192.0.2.7:${50_000 + (i % 90)}`,
        to: "203.0.113.77:12000",
      };
    if (i % 200 === 2)
      return { ...at(i), operation: "Load Image", base: "0x7ffb20000000", size: 65_536, path };
    if (i % 50 === 3) return { ...at(i), operation: "WriteFile", path, offset: i, length: 4096 };
    if (i % 50 === 4)
      return { ...at(i), operation: "RegSetValue", path: `HKLM\\Software\\Key${i % 70}`, type: 4, data: i };
    if (i % 8 === 5) return { ...at(i), operation: "CreateFile", path, openResult: 1 };
    if (i % 8 === 6) return { ...at(i), operation: "ReadFile", path, offset: i, length: 512 };
    const key = `HKLM\\Software\\Classes\\CLSID\\key${i % 700}`;
    return i % 2 === 0
      ? { ...at(i), operation: "RegOpenKey", path: key }
      : { ...at(i), operation: "RegCloseKey", path: key };
  };
  return engine.pmlBytes({ processes, events: Array.from({ length: 20_000 }, (_, i) => eventAt(i)) });
}
