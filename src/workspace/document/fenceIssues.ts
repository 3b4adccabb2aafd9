import type { CaptureIdentity } from "../../core/capture.ts";
import { type Format, families } from "../../core/format.ts";
import type { Issue } from "../../core/issue.ts";
import { zoneNamed } from "../../core/zone.ts";
import { capturedMicros } from "../reading/capturedTime.ts";
import { skewMicros, yearOf } from "../reading/clockWords.ts";
import type { EvidenceDocument } from "./evidenceDocument.ts";
import type { Fence } from "./evidenceDocumentCaptures.ts";
import { factPlace, linePlace, wordPlace } from "./fencePlaces.ts";

/** SHA-256 of texts one after the other, in UTF-8, as 64 lower-case hexadecimal digits. The host has it. */
export type Sha256 = (parts: Iterable<string>) => string;

/** What is wrong with what a fence says of its block; without its hash, which costs a pass over the block. */
export function fenceIssues(document: EvidenceDocument, fence: Fence): readonly Issue[] {
  const held = document.captures.filter(({ firstLine }) => fence.open < firstLine && firstLine < fence.close);
  if (held.length === 0 && !namesEvidence(fence, document.formats)) return [];
  return [...formatIssue(document, fence, held), ...unreadableFacts(document, fence)];
}

/** Whether the block is what its `sha256=` was made of. */
export function hashIssue(document: EvidenceDocument, fence: Fence, sha256: Sha256): readonly Issue[] {
  const noted = fence.info.facts.sha256;
  if (noted === undefined || !isSha256(noted)) return [];
  const actual = blockHash(document, fence, sha256);
  if (actual === noted.toLowerCase()) return [];
  const message = `The block is not what was hashed: its SHA-256 is ${actual}.`;
  return [{ code: "EV001", place: factPlace(document, fence, "sha256"), message }];
}

/** SHA-256 of the block as it is now. */
export function blockHash(document: EvidenceDocument, fence: Fence, sha256: Sha256): string {
  return sha256(blockLines(document, fence));
}

function* blockLines(document: EvidenceDocument, { open, close }: Fence): Generator<string> {
  const lines: string[] = [];
  document.walk(open + 1, close - 1, ({ line, contentStart }) => {
    lines.push(document.line(line).slice(contentStart));
  });
  for (const line of lines) yield `${line}\n`;
}

function namesEvidence({ info }: Fence, formats: readonly Format[]): boolean {
  return families.some((family) => family === info.word) || formats.some(({ id }) => id === info.word);
}

function formatIssue(
  document: EvidenceDocument,
  fence: Fence,
  held: readonly CaptureIdentity[],
): readonly Issue[] {
  const { word, facts } = fence.info;
  const place = wordPlace(document, fence);
  const stranger = held.find((capture) => !fits(capture, fence, document.formats));
  if (stranger) {
    const named = facts.vendor === undefined ? word : `${word} vendor=${facts.vendor}`;
    const message = `The fence says ${named}, but line ${stranger.firstLine + 1} is read as ${stranger.format}.`;
    const related = [
      { message: `read as ${stranger.format}`, place: linePlace(document, stranger.firstLine) },
    ];
    return [{ code: "EV019", place, message, related }];
  }
  if (0 < held.length || isBlank(document, fence)) return [];
  return [
    { code: "EV019", place, message: `The fence says ${word}, but no line of the block is read as such.` },
  ];
}

function fits(capture: CaptureIdentity, { info }: Fence, formats: readonly Format[]): boolean {
  const format = formats.find(({ id }) => id === capture.format);
  const { vendor } = info.facts;
  if (vendor !== undefined && format && format.vendor !== vendor.toLowerCase()) return false;
  if (families.some((family) => family === info.word)) return capture.family === info.word;
  const isKnown = formats.some(({ id }) => id === info.word);
  return isKnown ? capture.format === info.word : !isFormatId(info.word);
}

/** `vendor.product`: what is named so and known to nobody may be a format that this case has lost. */
function isFormatId(word: string): boolean {
  return /^[a-z0-9][a-z0-9_-]*\.[a-z0-9][a-z0-9._-]*$/.test(word);
}

function isBlank(document: EvidenceDocument, { open, close }: Fence): boolean {
  for (let line = open + 1; line < close; line++) if (/[^\s>]/.test(document.line(line))) return false;
  return true;
}

/** Facts that must be written in a certain way, and the sentence on one that is not. */
const readableFacts = [
  {
    name: "captured",
    isReadable: (value: string) => capturedMicros(value) !== undefined,
    message: (value: string) => `${value} is not an ISO 8601 time, as in 2026-11-23T10:14:00+01:00.`,
  },
  {
    name: "zone",
    isReadable: (value: string) => isZone(value),
    message: (value: string) => `${value} is not a time zone, as in Europe/Berlin or +02:00.`,
  },
  {
    name: "year",
    isReadable: (value: string) => yearOf(value) !== undefined,
    message: (value: string) => `${value} is not a year, as in 2031.`,
  },
  {
    name: "skew",
    isReadable: (value: string) => skewMicros(value) !== undefined,
    message: (value: string) =>
      `${value} does not say how far a clock is wrong, as +7m (ahead) or -1h30m (behind) do.`,
  },
  {
    name: "sha256",
    isReadable: (value: string) => isSha256(value),
    message: () => "This is not a SHA-256: it has 64 hexadecimal digits.",
  },
] as const;

function unreadableFacts(document: EvidenceDocument, fence: Fence): readonly Issue[] {
  return readableFacts.flatMap(({ name, isReadable, message }): Issue[] => {
    const value = fence.info.facts[name];
    if (value === undefined || isReadable(value)) return [];
    return [{ code: "EV021", place: factPlace(document, fence, name), message: message(value.slice(0, 80)) }];
  });
}

function isSha256(value: string): boolean {
  return /^[0-9a-f]{64}$/i.test(value);
}

const zoneAnswers = new Map<string, boolean>();
const mostZoneAnswers = 1000;

/** Asking for a zone is slow, and fences are looked at after every edit. */
function isZone(name: string): boolean {
  let answer = zoneAnswers.get(name);
  if (answer === undefined) {
    if (mostZoneAnswers <= zoneAnswers.size) zoneAnswers.clear();
    answer = zoneNamed(name) !== undefined;
    zoneAnswers.set(name, answer);
  }
  return answer;
}
