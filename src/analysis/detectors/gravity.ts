import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";

/** From the gravest to the mildest. */
export const severityOrder: readonly FindingSeverity[] = ["critical", "high", "medium", "low", "information"];

interface Graded {
  readonly severity: FindingSeverity;
}

/** Orders the gravest first. */
export function graver(a: Graded, b: Graded): number {
  return severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity);
}

const confidenceOrder: readonly Confidence[] = ["high", "medium", "low"];

/** Orders the gravest first, of these the surest. */
export function graverAndSurer(a: Finding, b: Finding): number {
  return graver(a, b) || confidenceOrder.indexOf(a.confidence) - confidenceOrder.indexOf(b.confidence);
}

/** The gravest findings of a rule, and no more than a reader will look at. */
export function gravestFirst(findings: readonly Finding[], most: number): readonly Finding[] {
  return [...findings].sort((a, b) => graverAndSurer(a, b) || (a.id < b.id ? -1 : 1)).slice(0, most);
}
