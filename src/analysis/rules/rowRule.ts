import type { FieldName } from "../../core/field.ts";
import type { Issue, IssueCode } from "../../core/issue.ts";
import type { Connection, Observation } from "../../core/observation.ts";
import type { LineSpan } from "../../core/span.ts";

/** What one row shows by itself. A table of these is all that validation of rows is. */
export interface RowRule {
  readonly code: IssueCode;
  /** Ids of the formats whose rows it judges. */
  readonly formats: readonly string[];
  /** The field to mark; the whole row where the row does not have it. */
  readonly mark: FieldName;
  readonly holds: (row: Connection) => boolean;
  /** One sentence with the row's own facts. */
  readonly message: (row: Connection) => string;
}

export function issueOf(rule: RowRule, row: Connection): Issue {
  return { code: rule.code, place: placeOf(row, rule.mark), message: rule.message(row) };
}

/** Where a field stands on its line; the whole row where it does not. */
export function placeOf(observation: Observation, mark: FieldName): LineSpan {
  const { start, end } = observation.spans.get(mark) ?? observation.text;
  return { line: observation.line, start, end };
}

export function wholePlace({ line, text }: Observation): LineSpan {
  return { line, start: text.start, end: text.end };
}
