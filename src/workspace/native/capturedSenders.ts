import type { ModuleFacts } from "../../core/deed.ts";
import type { CapturedSender } from "../captures/activity.ts";
import { absent, type Columns } from "../captures/columns.ts";
import type { NetworkEnds } from "./networkRows.ts";
import type { ToldSends } from "./pmlSenders.ts";

export interface SenderSurroundings {
  readonly columns: Columns;
  readonly ends: readonly NetworkEnds[];
  readonly actorOf: (ends: number) => number;
  /** By path in small letters. */
  readonly facts: ReadonlyMap<string, ModuleFacts>;
}

type Growing = { -readonly [Key in keyof CapturedSender]: CapturedSender[Key] };

/** Sends to one far end by one module, from whatever port of the process, taken together. */
export function capturedSenders(
  sends: readonly ToldSends[],
  { columns, ends, actorOf, facts }: SenderSurroundings,
): readonly CapturedSender[] {
  const senders = new Map<string, Growing>();
  for (const { how, path, count, line, lastLine, ends: number } of sends) {
    const { row } = ends[number]!;
    const address = columns.text(columns.destination[row]!);
    if (address === undefined) continue;
    const actor = actorOf(number);
    const port = columns.destinationPort[row]!;
    const transport = columns.mannerOf(row).transport === "tcp" ? "tcp" : "udp";
    const key = `${actor} ${transport} ${port} ${how} ${address} ${path ?? ""}`;
    const known = senders.get(key);
    if (known) {
      known.count += count;
      known.lastLine = Math.max(known.lastLine, lastLine);
    } else {
      const module = path === undefined ? {} : { module: facts.get(path.toLowerCase()) ?? { path } };
      const end = { address, port: port === absent ? undefined : port };
      senders.set(key, { actor, ...end, transport, how, ...module, count, line, lastLine });
    }
  }
  return [...senders.values()].sort((a, b) => a.line - b.line);
}
