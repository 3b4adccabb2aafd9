import { formatsCommand } from "./formatsCommand.ts";
import { parseCommand } from "./parseCommand.ts";
import { reportCommand } from "./reportCommand.ts";
import type { Terminal } from "./terminal.ts";
import { triageCommand } from "./triageCommand.ts";
import { verifyCommand } from "./verifyCommand.ts";

export interface Command {
  readonly name: string;
  /** How it is called, without the program's name. */
  readonly synopsis: string;
  readonly purpose: string;
  /** Runs it and says the exit code. */
  readonly run: (words: readonly string[], terminal: Terminal) => Promise<number>;
}

export const commands: readonly Command[] = [
  parseCommand,
  triageCommand,
  reportCommand,
  verifyCommand,
  formatsCommand,
];

export function usage(): string {
  const lines = commands.map(({ synopsis, purpose }) => `  incident-notes ${synopsis}\n      ${purpose}`);
  return `Incident Notes: reads pasted and collected evidence of a suspicious connection.\n\n${lines.join("\n")}\n`;
}
