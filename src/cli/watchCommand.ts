import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { lookAtSockets } from "../node/socketWatch.ts";
import { visibleText } from "../report/escape.ts";
import { plural } from "../report/sections/table.ts";
import { caseBook } from "./caseBook.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { readWhere } from "./whereOption.ts";

/** Seconds. */
const usualInterval = 2;
const usualLimit = 1800;

export const watchCommand: Command = {
  name: "watch",
  synopsis: "watch TEXT -o NOTE.md [--every SECONDS] [--limit SECONDS]",
  purpose:
    "Looks at the sockets of this machine again and again until one meets TEXT, and lists the processes at once. Every table is added to the note as a block of evidence. Exit code 1 where the limit comes first.",
  examples: ["watch '203.0.113.77 :12000' -o watch.md --every 1"],
  async run(words, terminal) {
    const kinds = { output: "string", every: "string", limit: "string" } as const;
    const call = readCall(words, kinds, terminal, { output: "o" });
    if (!call) return 2;
    const asked = readWhere(call.paths.join(" "), terminal);
    if (!asked) return 2;
    const output = call.value("output");
    const every = secondsOf(call.value("every"), usualInterval);
    const limit = secondsOf(call.value("limit"), usualLimit);
    if (asked.text === "" || output === undefined || every === undefined || limit === undefined) {
      terminal.say(
        "incident-notes watch: say what to wait for, and with -o the note that keeps every table; --every and --limit take seconds.",
      );
      return 2;
    }
    const file = resolve(output);
    const { formats } = await caseBook(resolve("."), terminal);
    const setting = { file, where: asked.where, formats };
    terminal.say(
      `Waiting for ${visibleText(asked.text)}, every ${every} s for up to ${limit} s; Ctrl+C ends it.`,
    );
    return watchUntil(setting, { every, limit }, terminal);
  },
};

interface Patience {
  readonly every: number;
  readonly limit: number;
}

async function watchUntil(
  setting: Parameters<typeof lookAtSockets>[0],
  { every, limit }: Patience,
  terminal: Terminal,
): Promise<number> {
  const started = performance.now();
  for (let looks = 1; ; looks++) {
    const look = await lookAtSockets(setting);
    if (look.kind === "failed") {
      terminal.say(`incident-notes watch: ${look.sentence}`);
      return 2;
    }
    for (const { text } of look.matches) await terminal.print(`${visibleText(text)}\n`);
    if (0 < look.matches.length) return 0;
    if (limit * 1000 <= performance.now() - started + every * 1000) {
      terminal.say(`Not seen in ${plural(looks, "table")}.`);
      return 1;
    }
    await pause(every * 1000);
  }
}

/** Undefined for what is no number of seconds. */
function secondsOf(text: string | undefined, usual: number): number | undefined {
  if (text === undefined) return usual;
  const seconds = Number(text);
  return 0.2 <= seconds && seconds <= 86_400 ? seconds : undefined;
}
