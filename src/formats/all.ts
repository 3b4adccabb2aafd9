import type { Format } from "../core/format.ts";
import { awsVpcflow, awsVpcflowJson } from "./aws/awsVpcflow.ts";
import { azureFlow } from "./azure/azureFlow.ts";
import { cef } from "./cef/cef.ts";
import { checkpointFormats } from "./checkpoint/checkpoint.ts";
import { asa } from "./cisco/asa.ts";
import { ios } from "./cisco/ios.ts";
import { fortigate } from "./fortigate/fortigate.ts";
import { gcpVpcflow } from "./gcp/gcpVpcflow.ts";
import { certutil } from "./hashes/certutil.ts";
import { hashLines } from "./hashes/hashLines.ts";
import { jsonMessages } from "./jsonMessages/jsonMessages.ts";
import { juniper } from "./juniper/juniper.ts";
import { netscreen } from "./juniper/netscreen.ts";
import { leef } from "./leef/leef.ts";
import { lsof } from "./lsof/lsof.ts";
import { mikrotik } from "./mikrotik/mikrotik.ts";
import { netfilter } from "./netfilter/netfilter.ts";
import { netstatBsd, netstatLinux, netstatSolaris } from "./netstat/netstatUnix.ts";
import { netstatWindows } from "./netstat/netstatWindows.ts";
import { nfdump } from "./nfdump/nfdump.ts";
import { nfdumpCsv } from "./nfdump/nfdumpCsv.ts";
import { nfdumpJson } from "./nfdump/nfdumpJson.ts";
import {
  osqueryProcesses,
  osqueryProcessesCsv,
  osquerySockets,
  osquerySocketsCsv,
} from "./osquery/osquery.ts";
import { paloalto } from "./paloalto/paloalto.ts";
import { paloaltoJson } from "./paloalto/paloaltoJson.ts";
import { filterlog } from "./pf/filterlog.ts";
import { pflog } from "./pf/pflog.ts";
import { pfirewall } from "./pfirewall/pfirewall.ts";
import { powershellConnections, powershellUdp } from "./powershell/powershellConnections.ts";
import { powershellHashes } from "./powershell/powershellHashes.ts";
import {
  powershellConnectionsJson,
  powershellHashesJson,
  powershellProcessesJson,
} from "./powershell/powershellJson.ts";
import { powershellProcesses } from "./powershell/powershellProcesses.ts";
import { procmonCsv } from "./procmon/csv/procmonCsv.ts";
import { procmonPml } from "./procmon/pml/procmonPml.ts";
import { procmonXml } from "./procmon/xml/procmonXml.ts";
import { ps } from "./ps/ps.ts";
import { rwcut } from "./silk/rwcut.ts";
import { sockstat } from "./sockstat/sockstat.ts";
import { sonicwall } from "./sonicwall/sonicwall.ts";
import { sophosFirewall } from "./sophos/sophosFirewall.ts";
import { sophosUtm } from "./sophos/sophosUtm.ts";
import { ss } from "./ss/ss.ts";
import { stormshield } from "./stormshield/stormshield.ts";
import { suricataEve } from "./suricata/suricataEve.ts";
import { suricataFast } from "./suricata/suricataFast.ts";
import { currports } from "./sysinternals/currports.ts";
import { moduleLists } from "./sysinternals/moduleLists.ts";
import { pslist } from "./sysinternals/pslist.ts";
import { sigcheck } from "./sysinternals/sigcheck.ts";
import { tcpview } from "./sysinternals/tcpview.ts";
import { tasklistCsv } from "./tasklist/tasklistCsv.ts";
import { tasklistWindows } from "./tasklist/tasklistWindows.ts";
import { volatilityProcessesJson, volatilitySocketsJson } from "./volatility/volatilityJson.ts";
import { volatilityProcesses } from "./volatility/volatilityProcesses.ts";
import { volatilitySockets } from "./volatility/volatilitySockets.ts";
import { watchguard } from "./watchguard/watchguard.ts";
import { windowsEvents } from "./windowsEvents/windowsEvents.ts";
import { windowsEventsJson } from "./windowsEvents/windowsEventsJson.ts";
import { wmiProcesses } from "./wmic/wmiProcesses.ts";
import { zeekConn } from "./zeek/zeekConn.ts";
import { zeekJson } from "./zeek/zeekJson.ts";

/** Every format there is. Of two that claim one line the first has it; no two should. */
export const allFormats: readonly Format[] = [
  // Values that stand apart, ahead of the line that stands beside them in the envelope of a search.
  zeekJson,
  suricataEve,
  awsVpcflowJson,
  azureFlow,
  gcpVpcflow,
  paloaltoJson,
  windowsEventsJson,
  nfdumpJson,
  // Ahead of all that find their lines by a mark in them, and would read the escapes of JSON with the line.
  jsonMessages(() => allFormats),
  // Ahead of netstat, which takes TCPView's `agent.exe:1420` for what grep puts in front of a row.
  tcpview,
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
  pflog,
  windowsEvents,
  paloalto,
  juniper,
  netscreen,
  mikrotik,
  procmonCsv,
  procmonPml,
  procmonXml,
  tasklistCsv,
  tasklistWindows,
  osquerySockets,
  osquerySocketsCsv,
  osqueryProcesses,
  osqueryProcessesCsv,
  powershellConnections,
  powershellUdp,
  powershellConnectionsJson,
  powershellProcesses,
  powershellProcessesJson,
  wmiProcesses,
  ps,
  pslist,
  moduleLists,
  currports,
  powershellHashes,
  powershellHashesJson,
  certutil,
  hashLines,
  sigcheck,
  volatilitySockets,
  volatilitySocketsJson,
  volatilityProcesses,
  volatilityProcessesJson,
  zeekConn,
  suricataFast,
  awsVpcflow,
  nfdump,
  nfdumpCsv,
  rwcut,
  fortigate,
  sonicwall,
  sophosUtm,
  sophosFirewall,
  stormshield,
  watchguard,
  ...checkpointFormats,
  cef,
  leef,
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
