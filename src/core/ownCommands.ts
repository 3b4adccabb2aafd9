/** A program of the system and its arguments; no shell reads them. */
export interface OwnCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What prints a host's own sockets and processes; of several the first that the host has. */
export interface OwnCommands {
  readonly sockets: readonly OwnCommand[];
  readonly processes: readonly OwnCommand[];
}

const ofUnix: OwnCommands = {
  sockets: [
    { file: "lsof", args: ["-nPi"] },
    { file: "netstat", args: ["-an"] },
  ],
  processes: [{ file: "ps", args: ["-ef"] }],
};

/**
 * By Node's names of platforms. Not `netstat -b`, which takes seconds and may miss a connection: a list of processes
 * names the PIDs. https://learn.microsoft.com/windows-server/administration/windows-commands/netstat
 */
const ofPlatforms: ReadonlyMap<string, OwnCommands> = new Map([
  [
    "win32",
    {
      sockets: [{ file: "netstat.exe", args: ["-ano"] }],
      processes: [{ file: "tasklist.exe", args: ["/svc", "/fo", "csv"] }],
    },
  ],
  [
    "linux",
    {
      sockets: [
        { file: "ss", args: ["-tunap"] },
        { file: "netstat", args: ["-tunap"] },
      ],
      processes: [{ file: "ps", args: ["-ef"] }],
    },
  ],
]);

export function ownCommandsOf(platform: string): OwnCommands {
  return ofPlatforms.get(platform) ?? ofUnix;
}

/** As a person would type it. */
export function commandLineOf({ file, args }: OwnCommand): string {
  return [file.replace(/\.exe$/u, ""), ...args].join(" ");
}
