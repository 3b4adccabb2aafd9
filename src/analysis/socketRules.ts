import type { FieldName } from "../core/field.ts";
import type { Issue, IssueCode } from "../core/issue.ts";
import type { Connection } from "../core/observation.ts";
import type { RowRule } from "./evidenceRules.ts";

/** Rules of socket tables. Windows netstat: https://learn.microsoft.com/windows-server/administration/windows-commands/netstat */
export const socketRules: readonly RowRule[] = [
  socketRule((row) => (row.transport === "udp" && row.state !== undefined ? at(row, "NET001", "state", `A UDP socket has no state, and this row says ${row.state}: it was edited, or is not Windows' netstat.`) : undefined)),
];

/** Applies to rows of Windows' socket tables only. */
function socketRule(judge: (row: Connection) => Issue | undefined): RowRule {
  return (observation) =>
    observation.kind === "connection" && observation.format === "netstat.windows" ? judge(observation) : undefined;
}

/** An issue at a field of the row, or at the whole row where it does not have the field. */
function at(row: Connection, code: IssueCode, name: FieldName, message: string): Issue {
  const span = row.spans.get(name) ?? row.text;
  return { code, place: { line: row.line, ...span }, message };
}
