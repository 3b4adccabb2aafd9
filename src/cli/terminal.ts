import { once } from "node:events";

/** Where a command's output goes: results to standard output and nothing else there, words to standard error. */
export interface Terminal {
  /** Writes a result; resolves when more may be written. */
  print(text: string): Promise<void>;
  /** Tells the person something. */
  say(text: string): void;
}

export function consoleTerminal(): Terminal {
  // Who reads us may stop early, as `head` does: then there is nobody left to write to.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? 0 : 2);
  });
  return {
    async print(text) {
      if (!process.stdout.write(text)) await once(process.stdout, "drain");
    },
    say(text) {
      process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
    },
  };
}
