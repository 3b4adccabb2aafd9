/** Columns of Process Monitor that can be shown and filtered by, as it names them. */
export const eventColumns = [
  "Date & Time",
  "Process Name",
  "PID",
  "Operation",
  "Result",
  "Detail",
  "Sequence",
  "Company",
  "Description",
  "Command Line",
  "User",
  "Image Path",
  "Session",
  "Path",
  "TID",
  "Relative Time",
  "Duration",
  "Time of Day",
  "Version",
  "Event Class",
  "Authentication ID",
  "Virtualized",
  "Integrity",
  "Category",
  "Parent PID",
  "Architecture",
  "Completion Time",
] as const;

export type EventColumn = (typeof eventColumns)[number];

/** How a rule compares a column with its value; all compare letters without their case. */
export const filterRelations = [
  "is",
  "is not",
  "less than",
  "more than",
  "begins with",
  "ends with",
  "contains",
  "excludes",
] as const;

export type FilterRelation = (typeof filterRelations)[number];

/**
 * One rule of Process Monitor's filter. An event is shown where no enabled exclude rule meets it, and where of the
 * enabled include rules at least one meets it for every column that has any.
 */
export interface FilterRule {
  readonly column: EventColumn;
  readonly relation: FilterRelation;
  readonly value: string;
  readonly action: "include" | "exclude";
  readonly state: "on" | "off";
}
