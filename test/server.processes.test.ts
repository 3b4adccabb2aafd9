import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CapturePlan, PmcText, ProcessTimeline } from "../src/protocol/capture.ts";
import { builtServer } from "./server/builtServer.ts";
import { type ServedCase, withCase } from "./server/servedCase.ts";

const program = builtServer("processes");

const list = [
  "Name            ParentProcessId  ProcessId",
  "services.exe    4                700",
  "svchost.exe     700              900",
  "courier.exe     900              3416",
  "",
].join("\n");
const files = { "processes.txt": list };

const at = ({ uri }: ServedCase, line: number) => ({
  textDocument: { uri: uri("processes.txt") },
  position: { line, character: 2 },
});

test("who started whom is asked step by step", () =>
  withCase({ program, files }, async (served) => {
    const { server, open, uri } = served;
    open(uri("processes.txt"), "tasklist", list);
    const prepared = await server.request("textDocument/prepareCallHierarchy", at(served, 2));
    const [item] = prepared as readonly { readonly name: string }[];
    expect(item).toMatchObject({ name: "svchost.exe", detail: "PID 900", uri: uri("processes.txt") });
    expect(await server.request("callHierarchy/incomingCalls", { item })).toMatchObject([
      { from: { name: "services.exe" } },
    ]);
    expect(await server.request("callHierarchy/outgoingCalls", { item })).toMatchObject([
      { to: { name: "courier.exe" } },
    ]);
    const none = { item: { ...item, data: "of another case" } };
    expect(await server.request("callHierarchy/incomingCalls", none)).toEqual([]);
    expect(await server.request("textDocument/prepareCallHierarchy", at(served, 0))).toBeNull();
  }));

test("a timeline links its lines as the document that it is for would", () =>
  withCase({ program, files }, async ({ server, uri }) => {
    const place = { uri: uri("processes.txt"), line: 3 };
    const from = uri("report/findings.md");
    const timeline = await server.request("incidentNotes/processTimeline", { place, from });
    expect((timeline as ProcessTimeline).title).toBe("Timeline of courier.exe (PID 3416)");
    expect((timeline as ProcessTimeline).markdown).toContain("[../processes.txt:4](../processes.txt#L4)");
    expect(await server.request("incidentNotes/processTimeline", { from })).toBeNull();
    const ofNobody = { place: { ...place, line: 0 }, from };
    expect(await server.request("incidentNotes/processTimeline", ofNobody)).toBeNull();
  }));

test("a plan has a configuration that reads as its filter says", () =>
  withCase({ program, files }, async ({ server, uri }) => {
    const asked = { folder: "C:\\case", program: "Procmon64.exe", seconds: 120, megabytes: 512 };
    const place = { uri: uri("processes.txt"), line: 3 };
    const plan = (await server.request("incidentNotes/capturePlan", { ...asked, place })) as CapturePlan;
    expect(plan.name).toBe("procmon-3416");
    const words = (await server.request("incidentNotes/pmcWords", { base64: plan.pmc })) as PmcText;
    expect(words.lines).toContain(`Filter: ${plan.filter}`);
  }));

test("what is no configuration is refused in a sentence", () =>
  withCase({ program, files: {} }, async ({ server }) => {
    const page = readFileSync(join(import.meta.dirname, "pmc", "a-text-is-no-configuration.pmc"));
    const words = (await server.request("incidentNotes/pmcWords", {
      base64: page.toString("base64"),
    })) as PmcText;
    expect(words).toMatchObject({ kind: "refused", lines: [expect.stringMatching(/no configuration/)] });
    expect(await server.request("incidentNotes/pmcWords", { base64: "%" })).toMatchObject({
      kind: "refused",
    });
  }));
