import type { ListedValue } from "../core/caseView.ts";

/** `Nightjar (since 2031-07-01) has 203.0.113.0/24: C2`, in one line. */
export function listedText({ title, purpose, version, indicator }: ListedValue["lists"][number]): string {
  const { value, note, date } = indicator;
  const facts = [version === undefined ? undefined : `version ${version}`, date && `since ${date}`];
  const said = facts.filter((fact) => fact !== undefined && fact !== "").join(", ");
  const verb = purpose === "bad" ? "lists" : "calls well known";
  return `${title}${said === "" ? "" : ` (${said})`} ${verb} ${value}${note === undefined ? "" : `: ${note}`}`;
}
