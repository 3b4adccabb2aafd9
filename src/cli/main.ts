import { setFlagsFromString } from "node:v8";
import { type Command, commands, commandUsage, usage } from "./commands.ts";
import { consoleTerminal } from "./terminal.ts";

/** Exit codes: 0 done, 1 findings of the severity asked for, 2 bad usage or unreadable input. */
async function main(words: readonly string[]): Promise<number> {
  const terminal = consoleTerminal();
  const [name, ...rest] = words;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    await terminal.print(usage());
    return name === undefined ? 2 : 0;
  }
  const command: Command | undefined = commands.find((candidate) => candidate.name === name);
  if (!command) {
    terminal.say(`There is no command "${name}".\n\n${usage()}`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    await terminal.print(commandUsage(command));
    return 0;
  }
  return command.run(rest, terminal);
}

// One run makes little garbage: room for the young that doubles and doubles again is a sixth of all memory, and no faster.
setFlagsFromString("--semi-space-growth-factor=1");

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`incident-notes: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
