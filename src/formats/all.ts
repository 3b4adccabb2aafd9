import type { Format } from "../core/format.ts";
import { awsVpcflow } from "./aws/awsVpcflow.ts";
import { asa } from "./cisco/asa.ts";
import { ios } from "./cisco/ios.ts";
import { mikrotik } from "./mikrotik/mikrotik.ts";
import { netfilter } from "./netfilter/netfilter.ts";
import { netstatWindows } from "./netstat/netstatWindows.ts";
import { paloalto } from "./paloalto/paloalto.ts";
import { filterlog } from "./pf/filterlog.ts";
import { pfirewall } from "./pfirewall/pfirewall.ts";
import { tasklistCsv } from "./tasklist/tasklistCsv.ts";
import { tasklistWindows } from "./tasklist/tasklistWindows.ts";
import { zeekConn } from "./zeek/zeekConn.ts";

/** Every format there is. Of two that claim one line the first has it; no two should. */
export const allFormats: readonly Format[] = [
  netstatWindows,
  pfirewall,
  netfilter,
  asa,
  ios,
  filterlog,
  paloalto,
  mikrotik,
  tasklistCsv,
  tasklistWindows,
  zeekConn,
  awsVpcflow,
];

export function formatById(id: string): Format | undefined {
  return allFormats.find((format) => format.id === id);
}

/** A format's title, or its id where it is not one of ours. */
export function titleOfFormat(id: string): string {
  return formatById(id)?.title ?? id;
}
