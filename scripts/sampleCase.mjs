// node scripts/sampleCase.mjs: writes the logs of media/sample-case anew, the same bytes every time, and the hashes on the
// fences of its notes. What people wrote there (notes.md but for those hashes, the stand-in file) is not touched.
//   --check   writes nothing, and fails where a file is another
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sampleCase } from "./repository.mjs";
import { gatewayLog } from "./sample-case/gatewayLog.mjs";
import { workstationLog } from "./sample-case/hostFirewallLog.mjs";
import { workstationProcesses } from "./sample-case/processList.mjs";
import { germanSockets } from "./sample-case/socketTable.mjs";

const crlf = (/** @type {readonly string[]} */ lines) => lines.map((line) => `${line}\r\n`).join("");

/** Windows writes CRLF; PowerShell's `>` writes UTF-16 with a mark in front. */
const files = {
  "pfirewall.log": Buffer.from(crlf(workstationLog())),
  "tasklist.csv": Buffer.from(crlf(workstationProcesses())),
  "gateway/ufw.log": Buffer.from(`${gatewayLog().join("\n")}\n`),
  "evidence/ws-017-netstat.txt": Buffer.from(`\ufeff${crlf(germanSockets())}`, "utf16le"),
};

const notes = await readFile(join(sampleCase, "notes.md"), "utf8");
const written = { ...files, "notes.md": Buffer.from(withHashes(notes)) };
process.exitCode = process.argv.includes("--check") ? await compare() : await write();

async function write() {
  for (const [path, bytes] of Object.entries(written)) {
    await mkdir(dirname(join(sampleCase, path)), { recursive: true });
    await writeFile(join(sampleCase, path), bytes);
    console.log(`${path}  ${bytes.length} bytes`);
  }
  return 0;
}

async function compare() {
  const changed = [];
  for (const [path, bytes] of Object.entries(written))
    if (!bytes.equals(await readFile(join(sampleCase, path)))) changed.push(path);
  for (const path of changed) console.error(`${path} is not what this script writes.`);
  return changed.length === 0 ? 0 : 1;
}

/** Fences that promise a hash get the one that `sha256sum` says of their lines. */
function withHashes(/** @type {string} */ text) {
  return text.replace(
    /^(```\w.*\bsha256=)\w+\n([\s\S]*?)^```$/gm,
    (_block, /** @type {string} */ fence, /** @type {string} */ lines) => {
      return `${fence}${createHash("sha256").update(lines).digest("hex")}\n${lines}\`\`\``;
    },
  );
}
