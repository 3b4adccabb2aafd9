import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allDetectors } from "../src/analysis/detectors/allDetectors.ts";
import type { CaseFacts } from "../src/analysis/detectors/detector.ts";
import type {
  Beacon,
  CaptureSummary,
  LineReference,
  ProcessInstance,
  RemoteEndpoint,
} from "../src/core/caseView.ts";
import { type Deed, type DeedKind, deedKinds, type Sender } from "../src/core/deed.ts";
import type { Finding } from "../src/core/finding.ts";
import type { Instant } from "../src/core/instant.ts";

/**
 * A page is `<rule>/<claim>.json`: a case's facts in short; beside it stands what this rule finds in them. Processes
 * are named `name PID`, remote endpoints `address port transport`; times are seconds; evidence is numbered by its place
 * in the page: `deed 3` is the third deed, `process 1` the first process.
 */
interface Page {
  readonly processes: Readonly<Record<string, PageProcess>>;
  readonly deeds?: readonly PageDeed[];
  readonly senders?: readonly PageSender[];
  /** Seconds between contacts, by remote endpoint. */
  readonly rhythms?: Readonly<Record<string, number>>;
}

interface PageProcess {
  readonly executable?: string;
  readonly commandLine?: string;
  readonly parent?: string;
  readonly start?: number;
  readonly company?: string;
  /** What a tool prints of its file's signature. */
  readonly signature?: string;
  readonly md5?: string;
  /** Who contacted it. */
  readonly callers?: readonly string[];
  /** Remote endpoints that joins tell of. */
  readonly remotes?: readonly string[];
}

type PageDeed = { readonly [Kind in DeedKind]?: string } & {
  readonly at?: number;
  readonly by: string;
  readonly detail?: string;
  readonly child?: string;
  readonly count?: number;
  readonly thread?: number;
  readonly newThread?: number;
  /** Whose thread made the new one, shown by this deed: that it was made, or that it did something. */
  readonly maker?: string;
  readonly madeIn?: number;
  readonly didIn?: number;
  /** What the table of modules says of the image's company; empty where it names none. */
  readonly company?: string;
  readonly signature?: string;
};

interface PageSender {
  readonly in: string;
  readonly to: string;
  readonly module?: { readonly path: string; readonly company?: string; readonly version?: string };
  readonly how?: Sender["how"];
  readonly count?: number;
  readonly baseRate?: number;
}

const folder = join(import.meta.dirname, "detectors");

test("docs/detectors.md has a part for every rule", () => {
  const text = readFileSync(join(import.meta.dirname, "..", "docs", "detectors.md"), "utf8");
  const parts = [...text.matchAll(/^## ([a-z]+(?:-[a-z]+)*)$/gm)].map(([, id]) => id);
  expect(parts).toEqual(expect.arrayContaining(allDetectors.map(({ id }) => id)));
});

for (const rule of readdirSync(folder).sort()) {
  describe(rule, () => {
    const detector = allDetectors.find(({ id }) => id === rule)!;
    const pages = readdirSync(join(folder, rule)).filter((name) => name.endsWith(".json"));
    const found: number[] = [];

    for (const name of pages.sort()) {
      const claim = name.slice(0, -".json".length);
      test(claim.replaceAll("-", " "), async () => {
        const page: Page = JSON.parse(readFileSync(join(folder, rule, name), "utf8"));
        const findings = [...detector.examine(factsOf(page))];
        found.push(findings.length);
        await expect(textOf(findings)).toMatchFileSnapshot(join(folder, rule, `${claim}.expected`));
      });
    }

    test("has a page that it finds something in, and one that it leaves alone", () => {
      expect(detector.question).toMatch(/\?$/);
      expect(found.some((count) => 0 < count)).toBe(true);
      expect(found).toContain(0);
    });
  });
}

function textOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return "nothing\n";
  return findings
    .map(({ id, severity, confidence, summary, reason, technique, unless, evidence }) =>
      [
        `${severity}, ${confidence} confidence${technique ? `, ${technique.id} (v${technique.version})` : ""}`,
        `  ${summary}`,
        `  because: ${reason}`,
        `  unless: ${unless}`,
        `  id: ${id}`,
        `  shown by: ${evidence.map(({ uri, line }) => `${uri} ${line}`).join(", ")}`,
      ].join("\n"),
    )
    .join("\n\n")
    .concat("\n");
}

function factsOf({ processes, deeds = [], senders = [], rhythms = {} }: Page): CaseFacts {
  const names = Object.keys(processes);
  const seen = new Map<string, RemoteEndpoint>();
  const remotesOf = new Map<string, Set<string>>();
  const meet: Meet = (process, text, place, at, direction = "outbound") => {
    const id = `${text} ${direction}`;
    if (!seen.has(id)) seen.set(id, remoteOf(id, text, place, at, direction));
    remotesOf.set(process, (remotesOf.get(process) ?? new Set()).add(id));
    return id;
  };
  const allDeeds = deeds.map((deed, i) => deedOf(deed, placeOf("deed", i), meet));
  const allSenders = senders.map((sender, i) => senderOf(sender, placeOf("sender", i), meet));
  for (const [i, name] of names.entries())
    for (const text of processes[name]!.remotes ?? []) meet(name, text, placeOf("process", i), undefined);
  for (const [i, name] of names.entries())
    for (const text of processes[name]!.callers ?? [])
      meet(name, text, placeOf("process", i), undefined, "inbound");
  const instances = names.map((name, i) => processOf(name, processes[name]!, i, remotesOf.get(name)));
  const remotes = [...seen.values()].map((remote) => ({
    ...remote,
    processes: names.filter((name) => remotesOf.get(name)?.has(remote.id)),
  }));
  return {
    captures: [processList(names.length)],
    joins: [],
    beacons: Object.entries(rhythms).map(([text, period]) => rhythmOf(text, period)),
    processes: instances,
    remotes,
    deeds: allDeeds,
    senders: allSenders,
    listed: [],
    places: [],
  };
}

function placeOf(kind: string, i: number): LineReference {
  return { uri: kind, line: i + 1 };
}

function instant(at: number | undefined): Instant | undefined {
  return at === undefined
    ? undefined
    : { micros: 1_940_000_000_000_000 + Math.round(at * 1e6), digits: 7, assumed: [] };
}

/** All processes of a page stand in one list. */
function processList(count: number): CaptureSummary {
  return {
    ...{ id: "list", uri: "process", format: "tasklist.windows", family: "tasklist", facts: {} },
    ...{ firstLine: 0, lastLine: count, place: "file", title: "", host: { name: "WS-042", how: "fence" } },
    ...{ rows: count, gaps: 0, issues: 0, encoding: "utf-8", encodingAssumed: false },
  };
}

function rhythmOf(text: string, period: number): Beacon {
  const [destination = ""] = text.split(" ");
  const place = placeOf("deed", 0);
  const ends = { remote: `${text} outbound`, source: "10.20.0.42", destination, first: place, last: place };
  return { ...ends, count: 20, period, chance: 1e-9, pairsTested: 1 };
}

type Meet = (
  process: string,
  text: string,
  place: LineReference,
  at: number | undefined,
  direction?: "inbound" | "outbound",
) => string;

function deedOf(deed: PageDeed, place: LineReference, meet: Meet): Deed {
  const kind = deedKinds.find((each) => deed[each] !== undefined)!;
  const { at, by, detail, child, count = 1, thread, newThread, company, maker, signature } = deed;
  const shown = deed.madeIn ?? deed.didIn ?? 1;
  const path = deed[kind]!;
  const isNetwork = kind === "sent" || kind === "connected" || kind === "received";
  return {
    kind,
    process: by,
    place,
    count,
    time: instant(at),
    ...(path === "" ? {} : { path }),
    ...(detail === undefined ? {} : { detail }),
    ...(child === undefined ? {} : { target: child }),
    ...(thread === undefined ? {} : { threadId: thread }),
    ...(newThread === undefined ? {} : { newThreadId: newThread }),
    ...(signature === undefined ? {} : { files: [{ place, signature }] }),
    ...(company === undefined ? {} : { module: { path, ...(company === "" ? {} : { company }) } }),
    ...(maker === undefined
      ? {}
      : {
          maker: {
            process: maker,
            place: placeOf("deed", shown - 1),
            isMaking: deed.madeIn !== undefined,
          },
        }),
    ...(isNetwork ? { remote: meet(by, path, place, at) } : {}),
  };
}

function senderOf(sender: PageSender, place: LineReference, meet: Meet): Sender {
  const { in: process, to, module, how = module ? "module" : "unknown module", count = 1, baseRate } = sender;
  return {
    process,
    remote: meet(process, to, place, undefined),
    how,
    count,
    first: place,
    last: place,
    ...(module ? { module } : {}),
    ...(baseRate === undefined ? {} : { baseRate }),
  };
}

function remoteOf(
  id: string,
  text: string,
  place: LineReference,
  at: number | undefined,
  direction: "inbound" | "outbound",
): RemoteEndpoint {
  const [address = "", port = "", transport = ""] = text.split(" ");
  return {
    id,
    address,
    port: Number(port),
    transport,
    direction,
    directionAssumed: false,
    count: 1,
    first: instant(at),
    sources: [],
    processes: [],
    actions: [],
    evidence: [place],
  };
}

function processOf(
  id: string,
  { executable, commandLine, parent, start, company, signature, md5 }: PageProcess,
  i: number,
  remotes: ReadonlySet<string> = new Set(),
): ProcessInstance {
  const blank = id.lastIndexOf(" ");
  const place = placeOf("process", i);
  const begun = instant(start);
  return {
    id,
    host: { name: "WS-042", how: "fence" },
    pid: Number(id.slice(blank + 1)),
    name: id.slice(0, blank),
    services: [],
    assumes: [],
    connections: 0,
    remotes: [...remotes],
    evidence: [place],
    ...(executable === undefined ? {} : { executable }),
    ...(commandLine === undefined ? {} : { commandLine }),
    ...(parent === undefined ? {} : { parent }),
    ...(begun === undefined ? {} : { start: begun }),
    ...(company === undefined && signature === undefined && md5 === undefined
      ? {}
      : {
          files: [
            { place, ...(company && { company }), ...(signature && { signature }), ...(md5 && { md5 }) },
          ],
        }),
  };
}
