import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TreeRow } from "../src/protocol/messages.ts";
import { builtServer } from "./server/builtServer.ts";
import { type ServedCase, type ServedOptions, withCase } from "./server/servedCase.ts";

const root = join(import.meta.dirname, "..");
const program = builtServer("thread");
const nodeArgs = ["--require", join(root, "test", "server", "troubledFiles.cjs")];

const served = (options: Partial<ServedOptions>, use: (made: ServedCase) => Promise<void>) =>
  withCase({ program, nodeArgs, files: {}, ...options }, use);

/** Packets of a firewall, one a second, to different endpoints. */
function log(rows: number, remote = "203.0.113.77"): string {
  const row = (i: number) => {
    const [hour, minute, second] = [i / 3600, (i / 60) % 60, i % 60].map((n) =>
      String(Math.floor(n)).padStart(2, "0"),
    );
    return `2031-07-02 ${hour}:${minute}:${second} ALLOW UDP 192.0.2.42 ${remote} 51514 ${1024 + (i % 9000)} 0 - - - - - - - SEND`;
  };
  return Array.from({ length: rows }, (_, i) => `${row(i % 86_400)}\n`).join("");
}

const rowsOf = ({ server }: ServedCase, tree: string): Promise<readonly TreeRow[]> =>
  server.request("incidentNotes/treeChildren", { tree });

const shown = ({ server }: ServedCase) => server.said("window/showMessage").map(({ message }) => message);

/** Waits until the evidence has these files, and says how its rows look. */
async function evidenceOf(made: ServedCase, files: number): Promise<readonly string[]> {
  let rows = await rowsOf(made, "evidence");
  for (let round = 0; rows.length < files && round < 100; round++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    rows = await rowsOf(made, "evidence");
  }
  return rows.map(({ label, description, tooltip = [] }) =>
    [`${label} — ${description}`, ...tooltip.filter((line) => /read/.test(line))]
      .join("\n  ")
      .replace(/[1-9][\d,]*/g, "N"),
  );
}

const faults = join(import.meta.dirname, "server", "faults");

describe("files that go wrong while they are read", () => {
  const pages = readdirSync(faults).filter((name) => name.endsWith(".json"));

  test.each(pages)("%s", async (page) => {
    const sizes: Record<string, number> = JSON.parse(readFileSync(join(faults, page), "utf8"));
    const files = Object.fromEntries(Object.entries(sizes).map(([path, rows]) => [path, log(rows)]));
    await served({ files }, async (made) => {
      const evidence = await evidenceOf(made, Object.keys(files).length);
      await expect(`${evidence.join("\n")}\n`).toMatchFileSnapshot(
        join(faults, page.replace(/json$/, "txt")),
      );
      expect(await made.labels("remotes")).toEqual(["203.0.113.77"]);
      expect(made.server.errors()).toBe("");
    });
  });
});

describe("when the case's thread ends", () => {
  const files = { "pfirewall.log": log(20) };

  test("another one has the same case, and the documents were never away", () =>
    served({ files }, async (made) => {
      const { server, open, uri, labels } = made;
      await labels("remotes");
      open(uri("extra.log"), "fwlog", log(5, "203.0.113.90"));
      expect((await labels("remotes")).length).toBe(2);
      const again = server.next("incidentNotes/caseChanged");
      server.signal("SIGUSR2");
      const textDocument = { uri: uri("extra.log") };
      expect((await server.request("textDocument/foldingRange", { textDocument })).length).toBe(1);
      await again;
      expect((await labels("remotes")).toSorted()).toEqual(["203.0.113.77", "203.0.113.90"]);
      expect(shown(made)).toEqual([expect.stringContaining("started again")]);
    }));

  test("what was asked is answered empty", () =>
    served({ files: { "large.log": log(200_000) } }, async ({ server, uri }) => {
      const { answer } = server.ask("incidentNotes/generateFindings", { uri: uri("a.md"), existing: "" });
      await new Promise((resolve) => setTimeout(resolve, 100));
      server.signal("SIGUSR2");
      expect((await answer).result).toEqual({ text: "" });
    }));

  test("three times, it stays down and says what helps", () =>
    served({ files }, async (made) => {
      const { server, labels } = made;
      for (let death = 0; death < 3; death++) {
        expect(await labels("remotes")).toEqual(["203.0.113.77"]);
        const told = server.next("window/logMessage");
        server.signal("SIGUSR2");
        await told;
      }
      await expect(labels("remotes")).rejects.toThrow("Restart Reader of Evidence");
      const textDocument = { uri: made.uri("pfirewall.log") };
      expect(await server.request("textDocument/codeLens", { textDocument })).toEqual([]);
      expect(shown(made)).toEqual([
        expect.stringContaining("started again"),
        expect.stringContaining("Restart Reader of Evidence"),
      ]);
    }));

  test("settings that are changed are another try", () =>
    served({ files }, async ({ server, labels }) => {
      for (let death = 0; death < 3; death++) {
        await labels("remotes");
        const told = server.next("window/logMessage");
        server.signal("SIGUSR2");
        await told;
      }
      const read = server.next("incidentNotes/caseChanged");
      server.notify("workspace/didChangeConfiguration", { settings: {} });
      await read;
      expect(await labels("remotes")).toEqual(["203.0.113.77"]);
    }));
});

describe("while the case is read", () => {
  const files = { "slow.log": log(300_000), "small.log": log(10, "203.0.113.90") };

  test("parts are shown as they come", () =>
    served(
      { files: { "slow1.log": log(100_000), "slow2.log": log(200_000, "203.0.113.90") } },
      async (made) => {
        expect(await made.labels("remotes")).toEqual(["203.0.113.77"]);
        await made.server.next("incidentNotes/caseChanged");
        expect((await made.labels("remotes")).length).toBe(2);
      },
    ));

  test("its end leaves no progress behind", () =>
    served({ files, capabilities: { window: { workDoneProgress: true } } }, async ({ server }) => {
      const { token } = await server.next("$/progress", ({ value }) => value.kind === "begin");
      const ended = server.next("$/progress", ({ value }) => value.kind === "end");
      server.signal("SIGUSR2");
      expect((await ended).token).toBe(token);
    }));

  test("a cancelled request is answered at once, and documents are answered", () =>
    served({ files }, async ({ server, open, uri }) => {
      const { id, answer } = server.ask("incidentNotes/generateFindings", { uri: uri("a.md"), existing: "" });
      open(
        uri("note.md"),
        "markdown",
        "# Note\n\n```netstat\n  TCP    192.0.2.1:1      203.0.113.1:1       NONE     4\n```\n",
      );
      const { diagnostics } = await server.next("textDocument/publishDiagnostics");
      expect(diagnostics.length).toBeGreaterThan(0);
      const began = performance.now();
      server.notify("$/cancelRequest", { id });
      expect((await answer).error?.code).toBe(-32800);
      expect(performance.now() - began).toBeLessThan(500);
    }));

  test("it is said how far it is; stopped, what was read is kept", () =>
    served({ files, capabilities: { window: { workDoneProgress: true } } }, async (made) => {
      const { server } = made;
      const { token } = await server.next("$/progress", ({ value }) => value.kind === "begin");
      const { value } = await server.next("$/progress", ({ value }) => /slow.log/.test(value.message));
      expect(value.message).toMatch(/^slow\.log, \d+ of \d+ MB$/);
      server.notify("window/workDoneProgress/cancel", { token });
      const began = performance.now();
      await server.next("$/progress", ({ value }) => /Joining/.test(value.message));
      expect(performance.now() - began).toBeLessThan(500);
      expect((await made.labels("remotes")).toSorted()).toEqual(["203.0.113.77", "203.0.113.90"]);
      expect((await evidenceOf(made, 2))[0]).toContain("Reading was stopped: N lines were read");
    }));
});
