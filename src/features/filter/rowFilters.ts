import type { ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { RowFilters } from "../../protocol/messages.ts";
import { knownWords } from "../../workspace/query/shortTerm.ts";
import { quotedWhereNeeded } from "./filterSuggestions.ts";

/** `203.0.113.77:12000 udp`; of an inbound endpoint its address and our port stand at two ends. */
export function endpointFilters({ address, port, transport, direction }: RemoteEndpoint): RowFilters {
  const printed = address.includes(":") ? `[${address}]` : address;
  const ends = direction === "inbound" ? `${address} :${port} inbound` : `${printed}:${port}`;
  const words = [port === undefined ? address : ends, transport && transportWord(transport)];
  return {
    row: words.filter((word) => word !== undefined).join(" "),
    ...(port === undefined ? {} : { port: `:${port}` }),
  };
}

export function addressFilters(address: string): RowFilters {
  return { row: quotedWhereNeeded(address) };
}

/** `pid 1432 host WS-042` */
export function processFilters({ pid, host }: ProcessInstance): RowFilters {
  return { row: `pid ${pid}${host.name === undefined ? "" : ` and ${hostFilters(host.name).row}`}` };
}

export function hostFilters(name: string): RowFilters {
  return { row: `host.name = ${quotedWhereNeeded(name)}` };
}

export function fileFilters(path: string): RowFilters {
  return { row: `log.file.path = ${quotedWhereNeeded(path)}` };
}

function transportWord(transport: string): string {
  const isKnown = knownWords["network.transport"]?.includes(transport) === true;
  return isKnown ? transport : `protocol ${quotedWhereNeeded(transport)}`;
}
