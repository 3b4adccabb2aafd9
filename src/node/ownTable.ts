import { execFile } from "node:child_process";
import { commandLineOf, type OwnCommand } from "../core/ownCommands.ts";
import { encodingOf, transcoder } from "../workspace/reading/encoding.ts";

/** What a program of this machine printed, or why it did not. */
export type OwnTable =
  | { readonly kind: "printed"; readonly command: string; readonly text: string }
  | { readonly kind: "failed"; readonly sentence: string };

/** A table of sockets takes a second at the most. Milliseconds. */
const patience = 30_000;
/** Bytes: some 100,000 sockets. */
const mostPrinted = 16 << 20;

/** Runs the first of the commands that the machine has, without a shell. */
export async function readOwnTable(commands: readonly OwnCommand[]): Promise<OwnTable> {
  const missing: string[] = [];
  for (const command of commands) {
    const table = await run(command);
    if (table !== "missing") return table;
    missing.push(command.file);
  }
  return { kind: "failed", sentence: `This machine has no ${missing.join(" and no ")}.` };
}

function run({ file, args }: OwnCommand): Promise<OwnTable | "missing"> {
  const command = commandLineOf({ file, args });
  const options = {
    encoding: "buffer",
    timeout: patience,
    maxBuffer: mostPrinted,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(file, [...args], options, (error, printed) => {
      // A table may be there in spite of an error: what belongs to others cannot be read without rights.
      if (0 < printed.length && !error?.killed) resolve({ kind: "printed", command, text: decoded(printed) });
      else if (error?.code === "ENOENT") resolve("missing");
      else
        resolve({
          kind: "failed",
          sentence: `${command} printed nothing${error ? `: ${error.message}` : ""}.`,
        });
    });
  });
}

function decoded(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes) ?? { name: "utf-8", mark: 0, how: "assumed" };
  return new TextDecoder().decode(transcoder(encoding).push(bytes.slice(encoding.mark)));
}
