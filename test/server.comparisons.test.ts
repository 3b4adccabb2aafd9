import { expect, test } from "vitest";
import { type MmdbDescription, mmdbOf } from "./places/mmdbOf.ts";
import { builtServer } from "./server/builtServer.ts";
import { withCase } from "./server/servedCase.ts";

const program = builtServer("comparisons");

const log = [
  "2031-07-02 09:01:07 ALLOW UDP 192.168.10.42 203.0.113.77 51514 12000 0 - - - - - - - SEND",
  "2031-07-02 09:02:07 ALLOW UDP 192.168.10.42 203.0.113.77 51514 12000 0 - - - - - - - SEND",
  "",
].join("\n");
const countries: MmdbDescription = {
  type: "Countries",
  built: "2031-06-30",
  ipVersion: 4,
  recordSize: 24,
  networks: { "203.0.113.0/24": { country: { iso_code: "AQ" } } },
};

interface Row {
  readonly label: string;
  readonly description?: string;
  readonly context: string;
  readonly step?: { readonly commands: readonly { readonly text: string }[] };
}

test("a list that comes, changes and goes changes the findings", () =>
  withCase({ program, files: { "pfirewall.log": log } }, async ({ labels, write, remove, changed }) => {
    const findings = async () => (await labels("findings")).filter((label) => label.includes("list"));
    expect(await findings()).toEqual([]);
    await write(".incident/indicators/mine.txt", "203.0.113.77 # Nightjar\n");
    await changed(".incident/indicators/mine.txt");
    expect(await findings()).toEqual(["203.0.113.77, seen in 2 connections, stands on the list mine.txt."]);
    await write(".incident/indicators/mine.txt", "198.51.100.7\n198.51.100.8\n");
    await changed(".incident/indicators/mine.txt");
    expect(await findings()).toEqual([]);
    await write(".incident/indicators/mine.txt", "203.0.113.0/24\n");
    await changed(".incident/indicators/mine.txt");
    await remove(".incident/indicators/mine.txt");
    await changed(".incident/indicators/mine.txt");
    expect(await findings()).toEqual([]);
  }));

test("a file that is no list says so at its place", () =>
  withCase(
    { program, files: { "pfirewall.log": log, ".incident/indicators/notes.txt": "Dear all,\n" } },
    async ({ labels, server, uri }) => {
      await labels("findings");
      const told = server.said("textDocument/publishDiagnostics") as readonly {
        readonly uri: string;
        readonly diagnostics: readonly { readonly message: string }[];
      }[];
      const own = told.filter((one) => one.uri === uri(".incident/indicators/notes.txt"));
      expect(own.at(-1)?.diagnostics.map(({ message }) => message)).toEqual([
        "This is no list of indicators: nothing in it is an address, a network, a domain or a hash.",
      ]);
    },
  ));

test("a database in the case says where a far end is; one that is damaged is told", () =>
  withCase(
    {
      program,
      files: {
        "pfirewall.log": log,
        ".incident/databases/countries.mmdb": mmdbOf(countries),
        ".incident/databases/broken.mmdb": "no database",
      },
    },
    async ({ server }) => {
      const [row] = (await server.request("incidentNotes/treeChildren", {
        tree: "remotes",
      })) as readonly Row[];
      expect(row?.description).toContain("AQ");
      expect(JSON.stringify(server.said("window/showMessage"))).toContain("broken.mmdb");
    },
  ));

test("what is next is a row, and a paste says what it answers", () =>
  withCase({ program, files: { "pfirewall.log": log } }, async ({ server }) => {
    const ask = async (parent?: string) =>
      (await server.request("incidentNotes/treeChildren", {
        tree: "findings",
        ...(parent === undefined ? {} : { parent }),
      })) as readonly (Row & { readonly id: string })[];
    const next = (await ask()).find(({ context }) => context === "steps");
    const [step] = await ask(next?.id);
    expect(step?.step?.commands[0]?.text).toBe("netstat -ano -p udp");
    const text = "  UDP    0.0.0.0:51514          *:*                                    3416\n";
    expect(await server.request("incidentNotes/answeredSteps", { text })).toEqual([
      "who owns port 51514/udp on 192.168.10.42",
    ]);
  }));
