import type { EventType } from "../../core/direction.ts";
import type { KeyValueTable, ZoneKeys } from "../keyValues/keyValueTable.ts";
import type { FieldUse } from "../words/fieldUse.ts";

/** Fields of Check Point's logs, the same in every way in which they are written. */
const keys: Readonly<Record<string, FieldUse>> = {
  src: "sourceAddress",
  s_port: "sourcePort",
  sport_svc: "sourcePort",
  dst: "destinationAddress",
  service: "destinationPort",
  svc: "destinationPort",
  proto: "transport",
  action: "action",
  rule_action: "action",
  conn_direction: "direction",
  rule_name: "rule",
  rule: "rule",
  xlatesrc: "sourceNatAddress",
  xlatesport: "sourceNatPort",
  xlatesport_svc: "sourceNatPort",
  xlatedst: "destinationNatAddress",
  xlatedport: "destinationNatPort",
  xlatedport_svc: "destinationNatPort",
  sent_bytes: "sourceBytes",
  client_outbound_bytes: "sourceBytes",
  received_bytes: "destinationBytes",
  client_inbound_bytes: "destinationBytes",
  bytes: "size",
  client_outbound_packets: "sourcePackets",
  client_inbound_packets: "destinationPackets",
  "icmp type": "icmpType",
  icmp_type: "icmpType",
  "icmp code": "icmpCode",
  icmp_code: "icmpCode",
  elapsed: "duration",
  appi_name: "application",
  service_id: "application",
  src_user_name: "user",
  user: "user",
  src_machine_name: "sourceName",
  dst_machine_name: "destinationName",
  session_id: "connectionId",
  hostname: "host",
  orig_name: "host",
  origin: "host",
  orig: "host",
  reason: "reason",
  message_info: "reason",
  tcp_packet_out_of_state: "reason",
};

const actions: Readonly<Record<string, EventType>> = {
  encrypt: "allowed",
  decrypt: "allowed",
  bypass: "allowed",
  inspect: "allowed",
  redirect: "denied",
  quarantine: "denied",
  ctl: "info",
  monitor: "info",
  detect: "info",
};

const zones: readonly ZoneKeys[] = [
  { source: "inzone", destination: "outzone", inside: ["internal", "local"], outside: ["external"] },
];

/** What the tables of Check Point's logs share. */
export const checkpointTable: Pick<
  KeyValueTable,
  | "family"
  | "vendor"
  | "keys"
  | "actions"
  | "zones"
  | "ignored"
  | "times"
  | "connections"
  | "known"
  | "writing"
> = {
  family: "fwlog",
  vendor: "checkpoint",
  keys,
  actions,
  zones,
  known: [
    ["product", "action"],
    ["product", "src"],
    ["product", "origin"],
    ["ProductName", "src"],
    ["loguid"],
    ["i/f_dir"],
    ["ifdir"],
    ["s_port", "service", "src"],
    ["rule_uid", "src"],
  ],
  ignored: [["action=Key Install"], ["action=Log In"], ["action=Log Out"], ["action=keyinst"]],
  connections: [
    ["rule", "src"],
    ["rule_uid", "src"],
  ],
  times: [{ time: "time" }, { time: "HeaderDateHour" }],
  writing: { absent: ["-", "N/A", "<max_null>", "null"], dates: "day-first" },
};
