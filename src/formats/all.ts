import type { Format } from "../core/format.ts";
import { awsVpcflow } from "./aws/awsVpcflow.ts";
import { azureFlow } from "./azure/azureFlow.ts";
import { asa } from "./cisco/asa.ts";
import { ios } from "./cisco/ios.ts";
import { gcpVpcflow } from "./gcp/gcpVpcflow.ts";
import { juniper } from "./juniper/juniper.ts";
import { lsof } from "./lsof/lsof.ts";
import { mikrotik } from "./mikrotik/mikrotik.ts";
import { netfilter } from "./netfilter/netfilter.ts";
import { netstatBsd, netstatLinux, netstatSolaris } from "./netstat/netstatUnix.ts";
import { netstatWindows } from "./netstat/netstatWindows.ts";
import {
  osqueryProcesses,
  osqueryProcessesCsv,
  osquerySockets,
  osquerySocketsCsv,
} from "./osquery/osquery.ts";
import { paloalto } from "./paloalto/paloalto.ts";
import { filterlog } from "./pf/filterlog.ts";
import { pfirewall } from "./pfirewall/pfirewall.ts";
import { powershellConnections, powershellUdp } from "./powershell/powershellConnections.ts";
import { powershellProcesses } from "./powershell/powershellProcesses.ts";
import { ps } from "./ps/ps.ts";
import { sockstat } from "./sockstat/sockstat.ts";
import { ss } from "./ss/ss.ts";
import { suricataEve } from "./suricata/suricataEve.ts";
import { tasklistCsv } from "./tasklist/tasklistCsv.ts";
import { tasklistWindows } from "./tasklist/tasklistWindows.ts";
import { volatilityProcesses } from "./volatility/volatilityProcesses.ts";
import { volatilitySockets } from "./volatility/volatilitySockets.ts";
import { wmiProcesses } from "./wmic/wmiProcesses.ts";
import { zeekConn } from "./zeek/zeekConn.ts";
import { zeekJson } from "./zeek/zeekJson.ts";

/** Every format there is. Of two that claim one line the first has it; no two should. */
export const allFormats: readonly Format[] = [
  netstatWindows,
  netstatLinux,
  netstatBsd,
  netstatSolaris,
  ss,
  lsof,
  sockstat,
  pfirewall,
  netfilter,
  asa,
  ios,
  filterlog,
  paloalto,
  juniper,
  mikrotik,
  tasklistCsv,
  tasklistWindows,
  powershellConnections,
  powershellUdp,
  powershellProcesses,
  wmiProcesses,
  ps,
  volatilitySockets,
  volatilityProcesses,
  zeekConn,
  zeekJson,
  suricataEve,
  awsVpcflow,
  azureFlow,
  gcpVpcflow,
  osquerySockets,
  osquerySocketsCsv,
  osqueryProcesses,
  osqueryProcessesCsv,
];

export function formatById(id: string): Format | undefined {
  return allFormats.find((format) => format.id === id);
}

/** Titles of these formats by their ids; an id that is none of theirs stands for itself. */
export function titlesOf(formats: readonly Format[]): (id: string) => string {
  const titles = new Map(formats.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}

/** A format's title, or its id where it is not one of ours. */
export function titleOfFormat(id: string): string {
  return formatById(id)?.title ?? id;
}
