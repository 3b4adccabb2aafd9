import type { ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { ModuleFacts } from "../../core/deed.ts";
import { utcText } from "../../core/instant.ts";
import { imagePlace, isUserWritable } from "../windows/imagePlace.ts";
import type { ProcessStory } from "./processStory.ts";

/** `C:\…\x.dll (Acme Ltd, 1.2.3)` */
export function moduleText({ path, company, version }: ModuleFacts): string {
  const said = [company ?? "no company named", version].filter((word) => word !== undefined);
  return `${path} (${said.join(", ")})`;
}

/** `svchost.exe (PID 1432 on WS-042)` */
export function processText({ name, pid, host }: ProcessInstance): string {
  const on = host.name === undefined ? "" : ` on ${host.name}`;
  return name === undefined ? `PID ${pid}${on}` : `${name} (PID ${pid}${on})`;
}

/** The same, with its path where that is neither Windows' nor a folder of installed programs. */
export function placedText({ process, executable }: ProcessStory): string {
  if (executable === undefined || !isUserWritable(imagePlace(executable))) return processText(process);
  return `${processText(process)}, which runs from ${executable},`;
}

/** `203.0.113.77 port 12000/udp` */
export function remoteText({ address, port, transport }: RemoteEndpoint): string {
  const at = port === undefined ? address : `${address} port ${port}`;
  return transport === undefined ? at : `${at}/${transport}`;
}

/** `, from 2031-07-02 07:01:07Z to 07:43:00Z`, as the clocks of its captures have it; nothing where they have no times. */
export function whenText({ first, last = first }: RemoteEndpoint): string {
  if (!first || !last) return "";
  const [from, to] = [utcText(first), utcText(last)];
  const sameDay = from.slice(0, 11) === to.slice(0, 11);
  return from === to ? `, at ${from}` : `, from ${from} to ${sameDay ? to.slice(11) : to}`;
}
