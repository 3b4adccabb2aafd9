import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";

/** Of the two translated ends, which have the same names, the first is the source's. */
const table: KeyValueTable = {
  id: "juniper.netscreen",
  family: "fwlog",
  title: "Juniper NetScreen traffic log",
  reference:
    "https://www.juniper.net/documentation/en_US/screenos6.3.0/information-products/pathway-pages/screenos/index.html",
  vendor: "juniper",
  carries: ["time", "bytes", "rule", "nat"],
  syntax: { assign: "=", between: " " },
  known: [["device_id", "policy_id"]],
  keys: {
    src: "sourceAddress",
    src_port: "sourcePort",
    dst: "destinationAddress",
    dst_port: "destinationPort",
    proto: "transport",
    action: "action",
    policy_id: "rule",
    sent: "sourceBytes",
    rcvd: "destinationBytes",
    duration: "duration",
    session_id: "connectionId",
    reason: "reason",
    ip: "sourceNatAddress",
    port: "sourceNatPort",
    type: "icmpType",
  },
};

export const netscreen = keyValueFormat(table);
