import { clocksCommand } from "./clocksCommand.ts";
import { compareCommand } from "./compareCommand.ts";
import { formatsCommand } from "./formatsCommand.ts";
import { parseCommand } from "./parseCommand.ts";
import { pmcCommand } from "./pmcCommand.ts";
import { reportCommand } from "./reportCommand.ts";
import type { Terminal } from "./terminal.ts";
import { timelineCommand } from "./timelineCommand.ts";
import { triageCommand } from "./triageCommand.ts";
import { verifyCommand } from "./verifyCommand.ts";
import { watchCommand } from "./watchCommand.ts";

export interface Command {
  readonly name: string;
  /** How it is called, without the program's name. */
  readonly synopsis: string;
  readonly purpose: string;
  /** Calls of it, without the program's name. */
  readonly examples?: readonly string[];
  /** Runs it and says the exit code. */
  readonly run: (words: readonly string[], terminal: Terminal) => Promise<number>;
}

export const commands: readonly Command[] = [
  parseCommand,
  triageCommand,
  reportCommand,
  compareCommand,
  clocksCommand,
  timelineCommand,
  watchCommand,
  verifyCommand,
  formatsCommand,
  pmcCommand,
];

export function usage(): string {
  return `Incident Notes: reads pasted and collected evidence of a suspicious connection.\n\n${commands.map(commandUsage).join("")}`;
}

/** How one command is called. */
export function commandUsage({ synopsis, purpose, examples = [] }: Command): string {
  const calls = examples.map((example) => `      incident-notes ${example}\n`);
  return `  incident-notes ${synopsis}\n      ${purpose}\n${calls.length === 0 ? "" : `      Examples:\n${calls.join("")}`}`;
}
