import { isAddress } from "../../core/address.ts";
import type { ListedValue } from "../../core/caseView.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import type { CaseFacts, Detector } from "./detector.ts";

/** A list of a million networks may name everything: the rest is in the trees. */
const mostFindings = 200;

export const listedDetector: Detector = {
  id: "listed",
  title: "On a list of indicators",
  question: "Does a far end or a file of the case stand on a list of bad ones that the analyst has?",
  *examine(facts) {
    const bad = facts.listed.filter(({ lists }) => lists.some(({ purpose }) => purpose === "bad"));
    for (const value of bad.slice(0, mostFindings)) yield findingOf(value, facts);
  },
};

function findingOf(listed: ListedValue, facts: CaseFacts): Finding {
  const { value, lists, remotes, evidence } = listed;
  const bad = lists.filter(({ purpose }) => purpose === "bad");
  const known = lists.filter(({ purpose }) => purpose === "known");
  const names = [...new Set(bad.map(({ title }) => title))];
  const count = facts.remotes.reduce((sum, { id, count }) => sum + (remotes.includes(id) ? count : 0), 0);
  const what =
    remotes.length === 0
      ? `A file with the hash ${value}`
      : `${value}, seen in ${count} ${count === 1 ? "connection" : "connections"},`;
  return {
    id: `listed ${value}`,
    rule: "listed",
    severity: severityOf(known.length),
    confidence: confidenceOf(listed),
    summary: `${what} stands on ${names.length === 1 ? "the list" : "the lists"} ${names.join(", ")}.`,
    reason: [
      ...bad.slice(0, 3).map(saidBy),
      ...known.slice(0, 2).map(({ title }) => `${title} calls it well known`),
    ].join("; "),
    unless: "The entry is old, too wide, or of somebody who had the address before.",
    evidence,
  };
}

function severityOf(known: number): FindingSeverity {
  return known === 0 ? "high" : "low";
}

/** A hash is of one file; an address changes hands; a network holds many. */
function confidenceOf({ value, lists }: ListedValue): Confidence {
  if (lists.some(({ purpose }) => purpose === "known")) return "low";
  const kinds = new Set(lists.map(({ indicator }) => indicator.kind));
  if (kinds.has("hash")) return "high";
  return isAddress(value) && !kinds.has("address") ? "low" : "medium";
}

/** `Nightjar, version 7, has 203.0.113.0/24 (C2, since 2031-07-01)` */
function saidBy({ title, version, indicator: { value, note, date } }: ListedValue["lists"][number]): string {
  const says = [note, date && `since ${date}`].filter((part) => part !== undefined && part !== "");
  const list = version === undefined ? title : `${title}, version ${version},`;
  return `${list} has ${value}${says.length === 0 ? "" : ` (${says.join(", ")})`}`;
}
