import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";

const table: KeyValueTable = {
  id: "stormshield.sns",
  family: "fwlog",
  title: "Stormshield Network Security",
  reference:
    "https://documentation.stormshield.eu/SNS/v4/en/Content/Description_of_Audit_logs/Getting-started.htm",
  vendor: "stormshield",
  carries: ["time", "year", "zone", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: " " },
  known: [
    ["logtype", "fw"],
    ["logtype", "id=firewall"],
    ["startime", "id=firewall"],
    ["slotlevel", "id=firewall"],
    ["confid", "id=firewall"],
    ["ipproto", "id=firewall"],
  ],
  connections: [["ruleid", "src"]],
  ignored: [["logtype=auth"], ["logtype=server"], ["logtype=vpn"], ["logtype=system"], ["logtype=xvpn"]],
  times: [{ time: "time", zone: "tz" }],
  keys: {
    fw: "host",
    src: "sourceAddress",
    srcport: "sourcePort",
    dst: "destinationAddress",
    dstport: "destinationPort",
    ipproto: "transport",
    proto: "application",
    action: "action",
    srcifname: "ingress",
    srcif: "ingress",
    dstifname: "egress",
    dstif: "egress",
    ruleid: "rule",
    rulename: "rule",
    modsrc: "sourceNatAddress",
    modsrcport: "sourceNatPort",
    sent: "sourceBytes",
    rcvd: "destinationBytes",
    duration: "duration",
    icmptype: "icmpType",
    icmpcode: "icmpCode",
    srcname: "sourceName",
    dstname: "destinationName",
    user: "user",
    alarmid: "code",
    msg: "reason",
  },
};

/** `id=firewall` is of WELF, which others write too; the rest is Stormshield's own. */
export const stormshield = keyValueFormat(table);
