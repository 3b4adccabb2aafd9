import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ledgerPath, readLedger } from "../core/ledger.ts";
import { nodeDigest } from "../node/nodeDigest.ts";
import { readText } from "../node/nodeFiles.ts";
import { captureDigests, fileDigest } from "../workspace/reading/digests.ts";
import { type CaseInputs, readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";

interface Check {
  readonly what: string;
  readonly expected: string;
  readonly found: string | undefined;
}

export const verifyCommand: Command = {
  name: "verify",
  synopsis: "verify PATH…",
  purpose: "Compares the hashes on fences and in the case's ledger with the evidence as it is now.",
  async run(words, terminal) {
    const call = readCall(words, {}, terminal);
    if (!call) return 2;
    const inputs = await readCaseInputs(call.paths, {}, terminal);
    if (!inputs) return 2;
    const checks = [...(await fenceChecks(inputs)), ...(await ledgerChecks(inputs))];
    const failed = checks.filter(({ expected, found }) => expected !== found);
    for (const { what, expected, found } of checks) {
      const word = found === undefined ? "gone   " : expected === found ? "same   " : "changed";
      await terminal.print(`${word}  ${expected}  ${what}\n`);
    }
    terminal.say(`${checks.length} hashes compared, ${failed.length} differ.`);
    return failed.length === 0 ? 0 : 1;
  },
};

async function fenceChecks({ scanned, files, pathOf }: CaseInputs): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const { entry, captures } of scanned) {
    const hashed = captures.filter(({ facts }) => facts.sha256 !== undefined);
    if (hashed.length === 0) continue;
    const digests = await captureDigests(files, entry, hashed, nodeDigest);
    for (const { id, firstLine, facts } of hashed) {
      const expected = facts.sha256!.toLowerCase();
      checks.push({ what: `${pathOf(entry.uri)}:${firstLine + 1}`, expected, found: digests.get(id) });
    }
  }
  return checks;
}

/** The newest entry of each file counts: evidence may grow while it is collected. */
async function ledgerChecks({ root, files }: CaseInputs): Promise<readonly Check[]> {
  const { entries } = readLedger((await readText(join(root, ledgerPath))) ?? "");
  const newest = new Map(
    entries.flatMap((entry) => (entry.kind === "evidence" ? [[entry.file, entry] as const] : [])),
  );
  const checks: Check[] = [];
  for (const [file, { sha256 }] of newest) {
    const uri = pathToFileURL(join(root, file)).href;
    const there = await files.stat(uri);
    checks.push({ what: file, expected: sha256, found: there && (await fileDigest(files, uri, nodeDigest)) });
  }
  return checks;
}
