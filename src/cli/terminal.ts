import { fstatSync, writeSync } from "node:fs";

/** Where a command's output goes: results to standard output and nothing else there, words to standard error. */
export interface Terminal {
  /** Writes a result; resolves when more may be written. */
  print(text: string): Promise<void>;
  /** The same for bytes of a text, which are the caller's own again when this returns. */
  write(bytes: Uint8Array): void;
  /** Tells the person something. */
  say(text: string): void;
}

const standardOutput = 1;
/** Milliseconds. */
const pause = 2;

export function consoleTerminal(): Terminal {
  const write = isWindowsConsole() ? writeToConsole : writeAll;
  return {
    async print(text) {
      write(Buffer.from(text));
    },
    write,
    say(text) {
      process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
    },
  };
}

/** There only Node's own stream says what code page the text has. */
function isWindowsConsole(): boolean {
  return process.platform === "win32" && fstatSync(standardOutput).isCharacterDevice();
}

function writeToConsole(bytes: Uint8Array): void {
  process.stdout.write(Buffer.from(bytes));
}

/** Not by Node's stream, which takes as long to make ready as ten thousand rows, and keeps what waits in memory. */
function writeAll(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(standardOutput, bytes, from);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Who reads us may stop early, as `head` does: then there is nobody left to write to.
      if (code === "EPIPE" || code === "EOF") process.exit(0);
      if (code !== "EAGAIN") throw error;
      // Others made the pipe one that does not wait, so we do.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
