import { isWord } from "../../core/ascii.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";

const inside = ["lan", "dmz", "local", "vpn", "wifi"];
const outside = ["wan"];

const table: KeyValueTable = {
  id: "sophos.sfos",
  family: "fwlog",
  title: "Sophos Firewall (XG, SFOS), Cyberoam",
  reference: "https://docs.sophos.com/nsg/sophos-firewall/20.0/syslog/",
  vendor: "sophos",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: " " },
  known: [
    ["log_component", "log_subtype"],
    ["log_component", "log_type"],
    ["log_id", "device=SFW"],
  ],
  connections: [["log_type=Firewall", "log_component=Firewall Rule"]],
  ignored: [["log_type=Event"], ["log_type=System"], ["log_type=System Health"], ["log_type=Authentication"]],
  times: [{ time: "timestamp" }, { date: "date", time: "time", zone: "timezone" }],
  keys: {
    src_ip: "sourceAddress",
    sourceip: "sourceAddress",
    src_port: "sourcePort",
    dst_ip: "destinationAddress",
    destinationip: "destinationAddress",
    dst_port: "destinationPort",
    protocol: "transport",
    log_subtype: "action",
    status: "action",
    in_interface: "ingress",
    out_interface: "egress",
    fw_rule_id: "rule",
    fw_rule_name: "rule",
    log_id: "code",
    sent_bytes: "sourceBytes",
    bytes_sent: "sourceBytes",
    recv_bytes: "destinationBytes",
    bytes_received: "destinationBytes",
    sent_pkts: "sourcePackets",
    packets_sent: "sourcePackets",
    recv_pkts: "destinationPackets",
    packets_received: "destinationPackets",
    duration: "duration",
    tran_src_ip: "sourceNatAddress",
    src_trans_ip: "sourceNatAddress",
    tran_src_port: "sourceNatPort",
    src_trans_port: "sourceNatPort",
    tran_dst_ip: "destinationNatAddress",
    dst_trans_ip: "destinationNatAddress",
    tran_dst_port: "destinationNatPort",
    dst_trans_port: "destinationNatPort",
    icmp_type: "icmpType",
    icmp_code: "icmpCode",
    connid: "connectionId",
    con_id: "connectionId",
    application: "application",
    app_name: "application",
    application_name: "application",
    user_name: "user",
    user: "user",
    device_name: "host",
    reason: "reason",
    message: "reason",
  },
  actions: { clean: "allowed", detect: "info", alert: "info", virus: "denied" },
  zones: [
    { source: "srczonetype", destination: "dstzonetype", inside, outside },
    { source: "src_zone_type", destination: "dst_zone_type", inside, outside },
  ],
};

/** A connection that is allowed is logged when it starts, when it stops, or both. */
export const sophosFirewall = keyValueFormat(table, (numberOf) => {
  const events = [numberOf("connevent"), numberOf("con_event")];
  return {
    finish: (row, pairs) => {
      const event = events.find((key) => pairs.has(key));
      if (event === undefined) return undefined;
      const [from, to] = [pairs.from[event]!, pairs.to[event]!];
      if (isWord(row.bytes, from, to, "Start")) row.eventType = "start";
      else if (isWord(row.bytes, from, to, "Stop")) row.eventType = "end";
      return undefined;
    },
  };
});
