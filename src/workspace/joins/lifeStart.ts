import { type Instant, microsPerSecond } from "../../core/instant.ts";
import type { ProcessFacts } from "../../core/observation.ts";
import { capturedMicros } from "../reading/capturedTime.ts";

/** When a process started, by the clock of its capture. */
export type LifeStart = Instant;

type Clock = Pick<Instant, "assumed" | "digits" | "utcOffset">;

export function startOf(micros: number, clock: Clock | undefined): LifeStart | undefined {
  return clock && !Number.isNaN(micros) ? { ...clock, micros } : undefined;
}

/** Seconds from 1601, where FILETIME begins, to 1970. */
const secondsTo1970 = 11_644_473_600;
const ticksPerMicro = 10n;

/** A start as tables of processes print it: ISO 8601, or a FILETIME as Process Monitor's XML has it. */
export function startOfText(text: string | undefined, clock: Clock | undefined): LifeStart | undefined {
  if (text === undefined) return undefined;
  if (/^\d{15,19}$/u.test(text)) return ofFiletime(BigInt(text));
  const micros = capturedMicros(text);
  if (micros === undefined) return undefined;
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/u.test(text);
  if (!isZoned) return clock && { ...clock, micros };
  return plausible({ micros, digits: clock?.digits ?? 0, utcOffset: 0, assumed: [] });
}

function ofFiletime(ticks: bigint): LifeStart | undefined {
  const micros = Number(ticks / ticksPerMicro) - secondsTo1970 * microsPerSecond;
  return plausible({ micros, digits: 7, utcOffset: 0, assumed: [] });
}

/** Tables have zero for what has no start. */
function plausible(start: Instant): Instant | undefined {
  return 0 < start.micros ? start : undefined;
}

/** `Parent PID: 880, Command line: C:\Windows\system32\svchost.exe -k netsvcs, Current directory: C:\Windows\…` */
export function childFactsOf(detail: string): ProcessFacts {
  const parent = /^Parent PID: ([\d,.]{1,13})(?:, |$)/u.exec(detail)?.[1];
  const parentPid = parent === undefined ? Number.NaN : Number(parent.replaceAll(/[,.]/gu, ""));
  const commandLine = between(detail, ", Command line: ", ", Current directory: ")?.trim();
  return {
    ...(Number.isNaN(parentPid) ? {} : { parentPid }),
    ...(commandLine ? { commandLine } : {}),
  };
}

function between(text: string, before: string, behind: string): string | undefined {
  const from = text.indexOf(before);
  const to = text.indexOf(behind, from);
  return from < 0 ? undefined : text.slice(from + before.length, to < 0 ? text.length : to);
}
