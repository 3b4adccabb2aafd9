/** A place that proves something. Lines are 0-based. */
export interface Citation {
  readonly uri: string;
  readonly line: number;
}

export type FindingSeverity = "critical" | "high" | "medium" | "low" | "information";
export type Confidence = "high" | "medium" | "low";

/** Names one technique of one version of ATT&CK. */
export interface Technique {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

/** Something the evidence shows. Without a cited line it cannot be made. */
export interface Finding {
  /** The same for the same facts: rule and what it is about. */
  readonly id: string;
  readonly rule: string;
  /** How bad it is if true; says nothing of how sure we are. */
  readonly severity: FindingSeverity;
  readonly confidence: Confidence;
  /** One sentence in plain text, with log text not yet escaped. */
  readonly summary: string;
  /** Why this confidence and no other. */
  readonly reason: string;
  readonly technique?: Technique;
  /** What would make it wrong or explain it harmlessly. */
  readonly unless?: string;
  readonly evidence: readonly [Citation, ...Citation[]];
}
