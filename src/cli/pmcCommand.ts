import { readFile, writeFile } from "node:fs/promises";
import { filterWords, readFilterWords } from "../core/eventFilterWords.ts";
import { monitorColumns, monitorFilter } from "../core/monitorFilter.ts";
import { newPmc, type Pmc, readPmc, withFilter, writePmc } from "../formats/procmon/pmc/pmc.ts";
import { pmcWords } from "../formats/procmon/pmc/pmcWords.ts";
import { visibleText } from "../report/escape.ts";
import type { Command } from "./commands.ts";
import { type Call, readCall } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const kinds = { json: "boolean", write: "string", pid: "string", events: "string", rules: "string" } as const;

export const pmcCommand: Command = {
  name: "pmc",
  synopsis: "pmc [FILE] [--json] [--write FILE] [--pid PID] [--events KINDS] [--rules RULES]",
  purpose:
    "Says a configuration of Process Monitor in words, or writes one: for a process, for kinds of events (network, process, file, registry, profiling; network,process if none are named), or of rules. Written from a FILE, all its other options stay.",
  examples: [
    "pmc filter.pmc",
    "pmc --write filter.pmc --pid 1432 --events network,process",
    "pmc filter.pmc --write other.pmc --rules 'include Operation is UDP Send; exclude Path contains :53'",
  ],
  async run(words, terminal) {
    const call = readCall(words, kinds, terminal);
    if (!call) return 2;
    const [path] = call.paths;
    const former = path === undefined ? undefined : await readFileOf(path, terminal);
    if (former === "unread") return 2;
    const target = call.value("write");
    if (target !== undefined) return write(target, former, { call, terminal });
    if (former) {
      await terminal.print(call.has("json") ? jsonOf(former) : textOf(former));
      return 0;
    }
    terminal.say("incident-notes pmc: name a FILE to read, or one to --write.");
    return 2;
  },
};

interface Work {
  readonly call: Call;
  readonly terminal: Terminal;
}

async function readFileOf(path: string, { say }: Terminal): Promise<Pmc | "unread"> {
  const bytes = await readFile(path).catch((error: Error) => say(`incident-notes pmc: ${error.message}`));
  if (!bytes) return "unread";
  const read = readPmc(bytes);
  if (read.kind === "pmc") return read;
  say(`incident-notes pmc: ${path}: ${read.sentence}`);
  return "unread";
}

async function write(path: string, former: Pmc | undefined, { call, terminal }: Work): Promise<number> {
  const read = rulesOf(call);
  if (read.kind === "refused") {
    terminal.say(`incident-notes pmc: ${read.sentence}`);
    return 2;
  }
  const { rules } = read;
  const pmc = former
    ? withFilter(former, rules)
    : newPmc({ filter: rules, columns: monitorColumns, filtered: "dropped" });
  await writeFile(path, writePmc(pmc));
  terminal.say(visibleText(`${path}: ${filterWords(pmc.filter)}`));
  return 0;
}

function rulesOf(call: Call): ReturnType<typeof readFilterWords> {
  const text = call.value("rules");
  return text === undefined
    ? monitorFilter({ pid: call.value("pid"), events: call.value("events") })
    : readFilterWords(text);
}

function textOf(pmc: Pmc): string {
  return pmcWords(pmc)
    .map((line) => `${visibleText(line)}\n`)
    .join("");
}

function jsonOf({ filter, highlight, columns, dropsFiltered, logfile, records, remarks }: Pmc): string {
  const options = records.map(({ name, value }) => ({ name, bytes: value.length }));
  return `${JSON.stringify({ columns, dropsFiltered, logfile, filter, highlight, options, remarks })}\n`;
}
