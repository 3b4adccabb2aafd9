import { expect, test } from "vitest";
import { builtServer } from "./server/builtServer.ts";
import { type ServedCase, type ServedOptions, withCase } from "./server/servedCase.ts";

const program = builtServer("case");

const log = [
  "2031-07-02 09:01:07 ALLOW UDP 192.168.10.42 203.0.113.77 51514 12000 0 - - - - - - - SEND",
  "2031-07-02 09:02:07 ALLOW UDP 192.168.10.42 203.0.113.77 51514 12000 0 - - - - - - - SEND",
  "",
].join("\n");
const note = [
  "# WS-042",
  "",
  "```netstat host=WS-042",
  "  UDP    0.0.0.0:51514          *:*                                    3416",
  "  TCP    192.168.10.42:50100    198.51.100.9:443       ESTABLISHED     3416",
  "```",
  "",
  "```tasklist host=WS-042",
  "Image Name                     PID Session Name        Session#    Mem Usage",
  "========================= ======== ================ =========== ============",
  "explorer.exe                  3416 Console                    1     98,304 K",
  "```",
  "",
].join("\n");
const files = { "pfirewall.log": log, "notes.md": note };

function served(options: Partial<ServedOptions>, use: (served: ServedCase) => Promise<void>) {
  return withCase({ program, files, ...options }, async (made) => {
    await use(made);
    expect(made.server.said("window/logMessage")).toEqual([]);
    expect(made.server.errors()).toBe("");
  });
}

test("the folder is read at the start, and the client is told", () =>
  served({}, async ({ server, labels }) => {
    expect(await labels("processes")).toEqual(["WS-042"]);
    expect(await labels("remotes")).toEqual(["203.0.113.77", "198.51.100.9"]);
    expect(await labels("evidence")).toEqual(["notes.md", "pfirewall.log"]);
    expect((await labels("findings")).join()).toContain("explorer.exe");
    expect(server.said("incidentNotes/caseChanged")).toHaveLength(1);
  }));

test("rows lead to their children by their ids alone", () =>
  served({}, async ({ server }) => {
    const ask = (parent?: string) =>
      server.request("incidentNotes/treeChildren", {
        tree: "processes",
        ...(parent === undefined ? {} : { parent }),
      });
    const [host] = await ask();
    const [process] = await ask(host.id);
    expect(process).toMatchObject({ label: "explorer.exe", context: "process", children: "collapsed" });
    const ends = await ask(process.id);
    expect(ends[0]).toMatchObject({ label: "203.0.113.77:12000", context: "endpoint" });
    expect(ends[0].observables).toEqual([{ kind: "address", value: "203.0.113.77" }]);
    const lines = await ask(ends[0].id);
    expect(lines.map((line: Row) => line.place?.line)).toEqual([0, 1]);
    expect(await ask("no id")).toEqual([]);
    expect(await ask('["x","y","z"]')).toEqual([]);
  }));

test("a filter says what it comes to and what may be typed next, and the trees follow", () =>
  served({}, async ({ server, labels }) => {
    const ask = (text: string) => server.request("incidentNotes/filter", { text });
    await labels("remotes");
    const found = await ask("udp 09:02");
    expect(found).toMatchObject({ matching: 1, rows: 5 });
    expect(found.times).toContain("UTC");
    expect((await ask("process.name = exp")).suggestions[0]).toMatchObject({
      label: "explorer.exe",
      text: "process.name = explorer.exe ",
    });
    expect((await ask("port = x")).error).toMatchObject({ start: 7, end: 8 });
    expect((await ask("event.original = x")).error).toMatchObject({ start: 0, end: 14 });
    expect(await labels("remotes", ":443")).toEqual(["198.51.100.9"]);
    expect(await labels("processes", "no-such-name")).toEqual([]);
    expect(await labels("remotes", "port = x")).toEqual([]);
    const [row] = await server.request("incidentNotes/treeChildren", {
      tree: "remotes",
      filter: "udp 09:02",
    });
    const view = { uri: "incident-view:/x", selection: row.shows.selection };
    expect(await server.request("incidentNotes/viewLines", view)).toMatchObject({ total: 1 });
  }));

test("files that come, change and go are followed", () =>
  served({}, async ({ write, remove, changed, labels }) => {
    await labels("remotes");
    await write("more/fw.log", log.replaceAll("203.0.113.77", "203.0.113.78"));
    await changed("more");
    expect(await labels("remotes")).toContain("203.0.113.78");
    await write("more/fw.log", log.replaceAll("203.0.113.77", "203.0.113.79"));
    await changed("more/fw.log");
    expect(await labels("remotes")).toContain("203.0.113.79");
    await remove("more");
    await changed("more");
    expect(await labels("remotes")).toEqual(["203.0.113.77", "198.51.100.9"]);
  }));

test("an open text stands for its file, as long as it is open", () =>
  served({}, async ({ server, open, uri, labels }) => {
    await labels("remotes");
    const told = () => server.next("incidentNotes/caseChanged");
    let next = told();
    open(uri("pfirewall.log"), "fwlog", log.replaceAll("203.0.113.77", "203.0.113.80"));
    await next;
    expect(await labels("remotes")).toEqual(["203.0.113.80", "198.51.100.9"]);
    next = told();
    const start = { line: 0, character: 0 };
    server.notify("textDocument/didChange", {
      textDocument: { uri: uri("pfirewall.log"), version: 2 },
      contentChanges: [{ range: { start, end: { line: 2, character: 0 } }, text: "" }],
    });
    await next;
    expect(await labels("remotes")).toEqual(["198.51.100.9"]);
    next = told();
    server.notify("textDocument/didClose", { textDocument: { uri: uri("pfirewall.log") } });
    await next;
    expect(await labels("remotes")).toContain("203.0.113.77");
  }));

test("a text that was never saved is of the case", () =>
  served({ files: {} }, async ({ server, open, labels }) => {
    expect(await labels("remotes")).toEqual([]);
    const next = server.next("incidentNotes/caseChanged");
    open("untitled:Untitled-1", "markdown", note);
    await next;
    expect(await labels("processes")).toEqual(["WS-042"]);
  }));

test("one file has one spelling", () =>
  served({ files: { "fw (1)+@.log": log } }, async ({ folder, open, labels }) => {
    await labels("evidence");
    open(`${folder}/fw%20%281%29%2B%40.log`, "fwlog", log);
    expect(await labels("evidence")).toEqual(["fw (1)+@.log"]);
    open(`${folder}/fw%20(1)+@.log`, "fwlog", log);
    expect((await labels("remotes")).length).toBe(1);
  }));

test("excluded files are not of the case, open or not", () =>
  served({ settings: { exclude: ["archive/**"] }, files: { "archive/fw.log": log } }, async (made) => {
    made.open(made.uri("archive/fw.log"), "fwlog", log);
    expect(await made.labels("remotes")).toEqual([]);
    const next = made.server.next("incidentNotes/caseChanged");
    made.server.notify("workspace/didChangeConfiguration", { settings: {} });
    await next;
    expect(await made.labels("remotes")).toEqual(["203.0.113.77"]);
  }));

test("only what the client can refresh is refreshed, and tokens only where they change", () => {
  const workspace = { codeLens: { refreshSupport: true }, semanticTokens: { refreshSupport: true } };
  return served({ capabilities: { workspace } }, async ({ server, labels, write, changed }) => {
    await labels("remotes");
    const refreshed = (kind: string) => server.said(`workspace/${kind}/refresh`).length;
    const tokens = refreshed("semanticTokens");
    expect([refreshed("codeLens"), refreshed("inlayHint")]).toEqual([1, 0]);
    await write("pfirewall.log", `${log}${log}`);
    await changed("pfirewall.log");
    await labels("remotes");
    expect([refreshed("codeLens"), refreshed("semanticTokens")]).toEqual([2, tokens]);
  });
});

test("a format chosen by hand is that of the editor and of the case", () =>
  served({}, async ({ server, open, uri, labels }) => {
    const place = { uri: uri("pfirewall.log"), line: 0 };
    open(place.uri, "fwlog", log);
    expect(await server.request("incidentNotes/formatAt", place)).toMatchObject({
      current: { id: "windows.firewall", rows: 2, chosen: "shape" },
    });
    await labels("remotes");
    await server.request("incidentNotes/chooseFormat", { uri: place.uri, format: "netstat.windows" });
    expect(await labels("evidence")).toEqual(["notes.md"]);
    await server.request("incidentNotes/chooseFormat", { uri: place.uri });
    expect(await labels("evidence")).toEqual(["notes.md", "pfirewall.log"]);
  }));

const definition = {
  id: "acme.gate",
  title: "Acme Gate",
  family: "fwlog",
  kind: "pattern",
  pattern: "{time} {action} {transport} {source} > {destination}:{destinationPort}",
  samples: [
    { line: "2031-07-02 09:01:07 drop udp 10.20.0.42 > 203.0.113.88:53", means: { destinationPort: 53 } },
  ],
};
const gateLog = "2031-07-02 09:01:07 drop udp 10.20.0.42 > 203.0.113.88:53\n";
const gatePath = ".incident/formats/acme.gate.json";

test("a format of the case is read as soon as its samples are, and what is wrong is told at its place", () => {
  const [sample] = definition.samples;
  const wrong = { ...definition, samples: [{ ...sample, means: { destinationPort: 5353 } }] };
  const made = { ...files, "gate.fwlog": gateLog, [gatePath]: JSON.stringify(wrong) };
  return served({ files: made }, async ({ server, labels, open, uri, write, changed }) => {
    expect(await labels("evidence")).toEqual(["notes.md", "pfirewall.log"]);
    const place = { uri: uri("gate.fwlog"), line: 0 };
    open(place.uri, "fwlog", gateLog);
    const told = () =>
      server
        .said("textDocument/publishDiagnostics")
        .filter((params: { readonly uri: string }) => params.uri === uri(gatePath))
        .at(-1);
    const start = JSON.stringify(wrong).indexOf("5353");
    expect(told()).toMatchObject({
      uri: uri(gatePath),
      diagnostics: [
        {
          message: "Sample 1 reads destinationPort 53, not 5353.",
          range: { start: { line: 0, character: start }, end: { line: 0, character: start + 4 } },
        },
      ],
    });
    await write(gatePath, JSON.stringify(definition));
    await changed(gatePath);
    await expect.poll(() => labels("evidence")).toEqual(["gate.fwlog", "notes.md", "pfirewall.log"]);
    expect(told()).toMatchObject({ uri: uri(gatePath), diagnostics: [] });
    expect(await server.request("incidentNotes/formatAt", place)).toMatchObject({
      current: { id: "acme.gate", title: "Acme Gate", rows: 1, chosen: "shape" },
    });
  });
});

test("formats of the settings are read too, and what is wrong with one is said once", () => {
  const settings = { formats: [definition, { ...definition, id: "acme.half", samples: [] }] };
  const made = { ...files, "gate.fwlog": gateLog };
  return served({ files: made, settings }, async ({ server, labels }) => {
    expect(await labels("evidence")).toEqual(["gate.fwlog", "notes.md", "pfirewall.log"]);
    expect(server.said("window/showMessage")).toMatchObject([
      { message: "A format in the settings is not used: acme.half: This needs 1 entry at least." },
    ]);
  });
});

test("what the case says of a file's clock and format holds for editor and case, and only this file is read anew", () =>
  served({}, async ({ server, open, uri, labels, write, changed }) => {
    const place = { uri: uri("pfirewall.log"), line: 0 };
    open(place.uri, "fwlog", log);
    await labels("remotes");
    const hover = async () =>
      JSON.stringify(
        await server.request("textDocument/hover", {
          textDocument: place,
          position: { line: 0, character: 3 },
        }),
      );
    expect(await hover()).toContain("by a clock of unknown zone");
    const said = { zone: "Europe/Berlin", skew: "+1m" };
    await write(".incident/sources.json", JSON.stringify({ files: { "pfirewall.log": said } }));
    await changed(".incident/sources.json");
    await expect.poll(hover).toContain("07:00:07Z (UTC)");
    expect(await hover()).toContain("Put right");
    const chosen = { files: { "pfirewall.log": { format: "netstat.windows" } } };
    await write(".incident/sources.json", JSON.stringify(chosen));
    await changed(".incident/sources.json");
    await expect.poll(() => labels("evidence")).toEqual(["notes.md"]);
    await write(".incident/sources.json", "{}");
    await changed(".incident/sources.json");
    await expect.poll(() => labels("evidence")).toEqual(["notes.md", "pfirewall.log"]);
  }));

test("what can be hashed and looked up at a line", () =>
  served({}, async ({ server, uri }) => {
    const at = (path: string, line: number) =>
      server.request("incidentNotes/observablesAt", { uri: uri(path), line });
    expect(await at("pfirewall.log", 0)).toMatchObject({
      process: { pid: 3416, name: "explorer.exe", host: "WS-042" },
      observables: [
        { kind: "address", value: "203.0.113.77" },
        { kind: "address", value: "192.168.10.42" },
      ],
    });
    expect((await at("notes.md", 10)).process).toMatchObject({ name: "explorer.exe" });
    expect(await at("notes.md", 0)).toEqual({ observables: [] });
    expect(await at("gone.md", 7)).toEqual({ observables: [] });
  }));

test("lines are cited as the editor has them, from where the citation stands", () =>
  served({}, async ({ server, open, uri }) => {
    const places = [{ uri: uri("pfirewall.log"), line: 1 }];
    const cite = (from: string) => server.request("incidentNotes/citation", { places, from });
    expect((await cite(uri("reports/a.md"))).text).toContain("](../pfirewall.log#L2): `2031-07-02 09:02:07");
    expect((await cite("untitled:Untitled-1")).text).toContain("](pfirewall.log#L2)");
    open(uri("pfirewall.log"), "fwlog", log.replace("09:02:07", "09:02:08"));
    expect((await cite(uri("a.md"))).text).toContain("2031-07-02 09:02:08");
    const add = (existing: string) =>
      server.request("incidentNotes/addSelection", { uri: uri("findings.md"), existing, places });
    const once = (await add("# Mine\n")).text;
    expect(once).toContain("# Mine");
    expect(once).toContain("## Selected evidence");
    expect((await add(once)).text).toBe(once);
  }));

test("findings keep the analyst's text, and are the same for the same case", () =>
  served({}, async ({ server, uri }) => {
    const generate = (existing: string) =>
      server.request("incidentNotes/generateFindings", { uri: uri("findings.md"), existing });
    const { text } = await generate("My own words.\n");
    expect(text).toContain("My own words.");
    expect(text).toMatch(/\(pfirewall\.log#L\d+\)/);
    expect(text).toContain("explorer.exe");
    expect((await generate(text)).text).toBe(text);
    const exported = async (kind: string, markdown?: string) => {
      const params = { uri: uri("findings.md"), kind, ...(markdown === undefined ? {} : { markdown }) };
      return (await server.request("incidentNotes/exportFindings", params)).text;
    };
    expect(await exported("html", "# <b>x</b>")).toContain("&lt;b&gt;x&lt;/b&gt;");
    expect(await exported("html")).toContain("<!DOCTYPE html>");
    expect(await exported("csv")).toContain("203.0.113.77");
    expect(JSON.parse(await exported("stix")).type).toBe("bundle");
  }));

test("what the ledger has of a process is told by the findings", () => {
  const entry = {
    kind: "hash",
    at: "2031-07-02T10:00:00Z",
    file: "files/explorer.exe",
    host: "WS-042",
    pid: 3416,
    size: 3,
    md5: "0".repeat(32),
    sha1: "1".repeat(40),
    sha256: "2".repeat(64),
  };
  const ledger = { ".incident/ledger.jsonl": `${JSON.stringify(entry)}\nnot an entry\n` };
  return served({ files: { ...files, ...ledger } }, async ({ server, uri }) => {
    const params = { uri: uri("findings.md"), existing: "" };
    expect((await server.request("incidentNotes/generateFindings", params)).text).toContain("2".repeat(64));
  });
});

test("a copy is normalized, whether the evidence is open or not", () =>
  served({ files: { "notes.md": note.replace("  UDP", ">   UDP") } }, async ({ server, open, uri }) => {
    const params = { uri: uri("notes.md"), firstLine: 0, lastLine: 5 };
    const copy = async () => (await server.request("incidentNotes/normalizedCopy", params)).text;
    const closed = await copy();
    expect(closed).toContain("UDP    0.0.0.0:51514");
    expect(closed).not.toContain(">");
    expect(closed).not.toContain("#");
    open(params.uri, "markdown", note.replace("  UDP", ">   UDP"));
    expect(await copy()).toBe(closed);
  }));

test("where nothing is, everything is answered with nothing", () =>
  served({ files: {} }, async ({ server, uri, remove }) => {
    await remove(".");
    const place = { uri: uri("gone.log"), line: 3 };
    for (const tree of ["processes", "remotes", "evidence", "findings"])
      expect(await server.request("incidentNotes/treeChildren", { tree })).toEqual([]);
    expect(await server.request("incidentNotes/observablesAt", place)).toEqual({ observables: [] });
    expect((await server.request("incidentNotes/formatAt", place)).current).toBeUndefined();
    expect(await server.request("incidentNotes/chooseFormat", { uri: place.uri, format: "no" })).toBe(null);
    expect(await server.request("incidentNotes/recognizePaste", { ...place, text: "Hello" })).toBe(null);
    const copy = { uri: place.uri, firstLine: 0, lastLine: 9 };
    expect(await server.request("incidentNotes/normalizedCopy", copy)).toEqual({ text: "" });
    const cited = await server.request("incidentNotes/citation", { places: [place], from: uri("a.md") });
    expect(cited.text).toContain("could not be read");
    const findings = { uri: uri("findings.md"), existing: "" };
    expect((await server.request("incidentNotes/generateFindings", findings)).text).toContain("no evidence");
  }));

interface Row {
  readonly place?: { readonly line: number };
}
