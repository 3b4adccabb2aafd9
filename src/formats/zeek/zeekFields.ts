import type { ValueUse } from "../words/fieldUse.ts";

/** Fields of conn.log, and those that other logs of Zeek share with it. */
export const zeekFields: Readonly<Record<string, ValueUse>> = {
  ts: "time",
  uid: "connectionId",
  "id.orig_h": "sourceAddress",
  "id.orig_p": "sourcePort",
  "id.resp_h": "destinationAddress",
  "id.resp_p": "destinationPort",
  proto: "transport",
  service: "application",
  duration: "duration",
  orig_bytes: "sourceBytes",
  resp_bytes: "destinationBytes",
  conn_state: "state",
  local_orig: "sourceSide",
  local_resp: "destinationSide",
  orig_pkts: "sourcePackets",
  resp_pkts: "destinationPackets",
};
