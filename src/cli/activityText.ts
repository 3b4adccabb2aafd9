import type { CaseView, ProcessInstance } from "../core/caseView.ts";
import type { Instant } from "../core/instant.ts";
import { isoText } from "../core/instant.ts";
import { remoteOfId } from "../core/remoteOfId.ts";
import type { ProcessActivity } from "../workspace/case/processActivity.ts";

const mostOperations = 4;

/** `2031-11-06T08:01:40`, and the time of day alone where the capture prints no date. */
export function startText(start: Instant | undefined): string {
  if (!start) return "";
  const text = isoText({ ...start, digits: 0 });
  return start.assumed.includes("date") ? text.slice(text.indexOf("T") + 1) : text;
}

/** Who started a process: its PID and name; where several may have, that. */
export function parentText(process: ProcessInstance, view: CaseView): string {
  const { parentPid, parent, possibleParents } = process;
  if (parentPid === undefined) return "";
  if (possibleParents) return `${parentPid}, one of ${possibleParents.length}`;
  const name = parent === undefined ? undefined : view.processes.find(({ id }) => id === parent)?.name;
  return name === undefined ? String(parentPid) : `${parentPid} ${name}`;
}

/** `203.0.113.140:12000/udp` */
export function farEndText(remote: string): string {
  const { address, port, transport } = remoteOfId(remote);
  return `${address}:${port ?? ""}/${transport ?? ""}`;
}

/** `ReadFile 1204, UDP Send 8 and 12 others` */
export function operationsText({ operations }: ProcessActivity): string {
  const first = operations.slice(0, mostOperations).map(([name, events]) => `${name} ${events}`);
  const more = operations.length - first.length;
  return first.join(", ") + (0 < more ? ` and ${more} others` : "");
}
