import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evidenceRules } from "../../src/analysis/rules/evidenceRules.ts";
import { severityOf } from "../../src/core/issue.ts";
import { allFormats } from "../../src/formats/all.ts";
import { readBytes } from "../readPage.ts";

/** Real captures, which are not part of this repository: see CONTRIBUTING.md. */
const folder = join(import.meta.dirname, "../../../shared/data");
const kinds = [
  "01-netstat-windows",
  "03-pfirewall",
  "04-linux-netfilter",
  "08-process-lists",
  "11-markdown-and-memory",
];

/**
 * All errors and warnings that real captures may get, each looked at by a person. What is not listed is an issue
 * of ours, not of the capture.
 */
const reviewed: { readonly [file: string]: readonly string[] } = {
  // Somebody anonymized the address by hand: "asda" is no hexadecimal.
  "jc-win10-netstat-an.txt": ["264 EV012"],
  // Windows itself says that events were lost.
  "betahydri-pfirewall.log": ["11701 FW001", "16717 FW001"],
  "plaso-windows_firewall.log": ["19 FW001"],
  // A packet with a torn DST=, and two excerpts of one log put together, the later one first.
  "alfonsodeuna-ufw.log": ["48 FW002", "53 EV007"],
  // A line that was damaged on purpose: XX= stands where IN= should.
  "hub-iptables-logs.log": ["3 FW002"],
};

/** Caveats and noise are few, too: a capture has thousands of rows. */
const mostCaveats = 4;

describe.skipIf(!existsSync(folder))(
  "real captures (skipped where the folder beside the repository is absent)",
  () => {
    const files = kinds.flatMap((kind) =>
      existsSync(join(folder, kind))
        ? readdirSync(join(folder, kind)).map((name) => [kind, name] as const)
        : [],
    );
    test.each(files.filter(([, name]) => !name.endsWith(".expected.json")))("%s/%s", async (kind, name) => {
      const bytes = readFileSync(join(folder, kind, name));
      const { issues } = await readBytes(bytes, name, allFormats, evidenceRules);
      const grave = issues.filter(({ code }) => ["error", "warning"].includes(severityOf(code)));
      expect(grave.map(({ code, place }) => `${place.line + 1} ${code}`)).toEqual(reviewed[name] ?? []);
      const caveats = issues.filter(({ code }) => severityOf(code) === "information" && code !== "NET009");
      expect(caveats.map(({ message }) => message).length).toBeLessThanOrEqual(mostCaveats);
    });
  },
);
