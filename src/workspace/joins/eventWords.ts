import type { Confidence } from "../../core/finding.ts";
import { type ClockSkew, isDoubtful, skewTexts } from "./clockSkew.ts";

/**
 * How the ends of a log's row and of an event agree, best first: in all; the near end is another address of the same
 * host; it is printed by name; a router seems to translate it; the far end is printed by name.
 */
export const eventFits = ["tuple", "host", "near name", "translated", "far name"] as const;
export type EventFit = (typeof eventFits)[number];

/** Which end of a log's row is the host's own. */
export type SocketEnd = "source" | "destination";

/** What agrees between rows of a log and events of a process. */
export interface Agreement {
  readonly fit: EventFit;
  readonly side: SocketEnd;
  /** Seconds, the clocks being put right; undefined where one of them has no times. */
  readonly gap: number | undefined;
  readonly pidAgrees: boolean;
  /** Whether several processes agree as well. */
  readonly isAmbiguous: boolean;
}

const agreement: { readonly [F in EventFit]: string } = {
  tuple: "same protocol, addresses and ports at both ends",
  host: "same protocol, ports and far address; the near address is another one of the same host",
  "near name": "same protocol, ports and far address; the capture prints the near end by its name",
  translated: "same protocol, ports and far address, but another near address: it may be translated (NAT)",
  "far name": "same protocol and ports; the capture prints the far end by its name only",
};

const startConfidence: { readonly [F in EventFit]: Confidence } = {
  tuple: "high",
  host: "high",
  "near name": "medium",
  translated: "medium",
  "far name": "low",
};

/** Seconds by which a row and its event may differ, once clocks are put right. */
const near = 5;
const far = 600;

export function wordsOf(agreed: Agreement, skew: ClockSkew): { confidence: Confidence; reason: string } {
  const { fit, gap, pidAgrees, isAmbiguous } = agreed;
  const reasons = [agreement[fit]];
  if (pidAgrees) reasons.push("the log names the same PID");
  if (gap === undefined) reasons.push("one of the two prints no times");
  else reasons.push(...skewTexts(skew), gapText(gap));
  if (isAmbiguous) reasons.push("events of several processes fit");
  return { confidence: confidenceOf(agreed, skew), reason: reasons.join("; ") };
}

function confidenceOf({ fit, gap, pidAgrees, isAmbiguous }: Agreement, skew: ClockSkew): Confidence {
  const start = startConfidence[fit];
  if (isAmbiguous && !pidAgrees) return "low";
  if (gap === undefined) return pidAgrees ? start : lower(start);
  if (far < gap) return "low";
  return near < gap || isDoubtful(skew) ? lower(start) : start;
}

function lower(confidence: Confidence): Confidence {
  return confidence === "high" ? "medium" : "low";
}

function gapText(gap: number): string {
  return gap < 1 ? "then less than a second lies between them" : `then ${Math.round(gap)} s lie between them`;
}

const matchedBy: { readonly [F in EventFit]: readonly ("near" | "far")[] } = {
  tuple: ["near", "far"],
  host: ["far"],
  "near name": ["far"],
  translated: ["far"],
  "far name": [],
};

/** The fields of the log's row that agree. */
export function fieldsOf({ fit, side, pidAgrees }: Agreement): readonly string[] {
  const near = side;
  const other = side === "source" ? "destination" : "source";
  return [
    "network.transport",
    ...(matchedBy[fit].includes("near") ? [`${near}.ip`] : []),
    ...(fit === "host" ? ["host.ip"] : []),
    `${near}.port`,
    ...(matchedBy[fit].includes("far") ? [`${other}.ip`] : []),
    `${other}.port`,
    ...(pidAgrees ? ["process.pid"] : []),
  ];
}
