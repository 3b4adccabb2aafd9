// Measures what is said in docs/performance.md.
// usage: npm run bench [-- command-line|warm-server|editor|typing|activation|grammar|beacons|formats|procmon|native] [--generators=FOLDER] [--pairs=5] [--rows=1000000]
//
// FOLDER holds the scripts that write the logs (gen-firewall.mjs, gen-netstat.mjs); INCIDENT_NOTES_GENERATORS may
// name it too. Without a name, the command line is measured.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { inRoot, root } from "./repository.mjs";
import { run, runScript } from "./subprocess.mjs";

const words = process.argv.slice(2);
const what = words.find((word) => !word.startsWith("--")) ?? "command-line";
const options = words.filter((word) => word.startsWith("--"));
const option = (name) =>
  options.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + "--=".length);

/** What can be measured, and whether it needs the generators. */
const benches = {
  "command-line": { script: "commandLine.mjs", needs: "generators" },
  "warm-server": { script: "warmServer.mjs", needs: "generators" },
  editor: { script: "editor.mjs", needs: "bundles" },
  typing: { script: "typing.mjs", needs: "nothing" },
  activation: { script: "activation.mjs", needs: "nothing" },
  grammar: { script: "grammar.mjs", needs: "nothing" },
  beacons: { script: "beacons.mjs", needs: "generators" },
  formats: { script: "formats.mjs", needs: "nothing" },
  procmon: { script: "procmon.mjs", needs: "generators" },
  native: { script: "native.mjs", needs: "bundles" },
};

const bench = benches[what];
if (!bench) {
  console.error(`There is no "${what}" to measure; there is ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
const generators = bench.needs === "generators" ? findGenerators() : undefined;
if (bench.needs !== "nothing" && what !== "beacons" && (await runScript("build.mjs", "--minify")) !== 0)
  process.exit(1);
const args =
  what === "beacons"
    ? [join(generators, "gen-firewall.mjs")]
    : generators
      ? [generators, ...options]
      : options;
const { code } = await run(process.execPath, [inRoot("scripts", "bench", bench.script), ...args], {
  cwd: root,
  minutes: 60,
});
process.exit(code);

function findGenerators() {
  const named = option("generators") ?? process.env.INCIDENT_NOTES_GENERATORS;
  const folder = named === undefined ? inRoot("..", "shared", "bench", "gen") : resolve(named);
  if (existsSync(join(folder, "gen-firewall.mjs"))) return folder;
  console.error(
    "The logs to measure with are written by generators that are no part of this repository: name their folder with --generators=FOLDER or INCIDENT_NOTES_GENERATORS. It holds gen-firewall.mjs and gen-netstat.mjs.",
  );
  process.exit(2);
}
