// Compiles src/kernel, which is AssemblyScript, and leaves the WebAssembly beside it as a module that any bundler,
// test runner or browser can load. Does nothing where that was made of the same sources already.
import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { inRoot } from "./repository.mjs";

const folder = inRoot("src", "kernel");
/** 64 KiB each: what `src/kernel/memory.ts` lays out. */
const pages = 24;
/** @typedef {{ readonly entry: string, readonly constant: string, readonly memory: readonly string[] }} Module */
/** Adding a module is adding a row. @type {readonly Module[]} */
const modules = [
  {
    entry: "kernel.ts",
    constant: "kernelWasm",
    memory: [`--initialMemory=${pages}`, `--maximumMemory=${pages}`],
  },
  // Its host makes it larger before anything lies there.
  { entry: "json.ts", constant: "jsonWasm", memory: [] },
];
const compilerManifest = inRoot("node_modules", "assemblyscript", "package.json");

const options = [
  "--optimizeLevel=3",
  "--noAssert",
  "--runtime=stub",
  "--zeroFilledMemory",
  "--disableWarning",
];

export async function buildKernel() {
  const sources = await readSources();
  const digest = await digestOf(sources);
  for (const module of modules) await buildModule(module, sources, digest);
}

async function buildModule(
  /** @type {Module} */ { entry, constant, memory },
  /** @type {ReadonlyMap<string, string>} */ sources,
  /** @type {string} */ digest,
) {
  const made = inRoot("src", "kernel", entry.replace(/ts$/, "wasm.js"));
  const mark = `// ${digest}`;
  const known = await readFile(made, "utf8").catch(() => "");
  if (known.startsWith(mark)) return;
  const wasm = await compile(entry, memory, sources);
  const text = `${mark}\nexport const ${constant} =\n  "${Buffer.from(wasm).toString("base64")}";\n`;
  // Another build may run at the same time: nobody is to read half a file.
  await writeFile(`${made}.${process.pid}`, text);
  await rename(`${made}.${process.pid}`, made);
}

/** @returns {Promise<ReadonlyMap<string, string>>} */
async function readSources() {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  names.sort();
  const texts = await Promise.all(names.map((name) => readFile(inRoot("src", "kernel", name), "utf8")));
  return new Map(names.map((name, i) => [name, texts[i] ?? ""]));
}

/** Of all that the compiled kernel depends on. */
async function digestOf(/** @type {ReadonlyMap<string, string>} */ sources) {
  const { version } = JSON.parse(await readFile(compilerManifest, "utf8"));
  const all = JSON.stringify([version, options, modules, ...sources]);
  return createHash("sha256").update(all).digest("hex");
}

/** @returns {Promise<Uint8Array>} */
async function compile(
  /** @type {string} */ entry,
  /** @type {readonly string[]} */ memory,
  /** @type {ReadonlyMap<string, string>} */ sources,
) {
  const { default: asc } = await import("assemblyscript/asc");
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [entry, "--outFile=out.wasm", "--enable=simd", ...memory, ...options],
    {
      readFile: (name) => sources.get(name) ?? null,
      writeFile: (_, contents) => {
        if (typeof contents !== "string") wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !wasm) throw new Error(`src/kernel does not compile:\n${stderr.toString()}`);
  return wasm;
}
