import { addressScope, isOutside } from "../core/address.ts";
import { commandForLoggedRow, commandForProcess, commandForSockets } from "../core/collectCommands.ts";
import type { CaseLines, RowPlace } from "../workspace/case/caseLines.ts";
import { endsOfRow } from "./rowEnds.ts";

/** What to run on the host to learn what a row leaves open. */
export interface NextCommand {
  /** What is not known: `name unknown`. */
  readonly open: string;
  readonly command: string;
  /** What is asked about: rows that ask the same need not ask again. */
  readonly about: string;
}

/** Processes whose names everybody knows: the idle process and the kernel. */
export function isKernel(pid: number): boolean {
  return pid === 0 || pid === 4;
}

/** The next step from a row towards its program; undefined where nothing is open, or nobody could tell. */
export function nextCommand(row: RowPlace, lines: CaseLines): NextCommand | undefined {
  const processes = lines.processes.ofRow(row);
  const unnamed = processes.find(({ instance }) => instance.name === undefined && !isKernel(instance.pid));
  if (unnamed) {
    const { pid } = unnamed.instance;
    return {
      open: `PID ${pid}: name unknown`,
      command: commandForProcess(row.capture.format, pid),
      about: `process ${unnamed.number}`,
    };
  }
  return processes.length === 0 ? commandForOwner(row) : undefined;
}

/** A row of a log tells its host by the near end; without one outside nobody needs to look. */
function commandForOwner({ capture, row }: RowPlace): NextCommand | undefined {
  if (capture.family === "netstat")
    return { open: "owners not printed", command: commandForSockets(capture.format), about: capture.id };
  const { transport, direction } = capture.columns.mannerOf(row);
  const { near, far } = endsOfRow({ capture, row });
  const isOurs = near !== undefined && !isOutside(addressScope(near));
  const isNamed = capture.columns.pid[row] !== -1;
  if (isNamed || !isOurs || !isOutside(addressScope(far ?? ""))) return undefined;
  if (transport !== "tcp" && transport !== "udp") return undefined;
  return {
    open: `process unknown, on ${near}`,
    command: commandForLoggedRow({ format: capture.format, transport, direction, isIPv6: false }),
    about: `${near} ${transport}`,
  };
}
