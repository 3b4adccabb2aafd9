import { ascii, decimal, hasWordAt, indexOfByte } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import { microsPerMinute, microsPerSecond } from "../../core/instant.ts";
import type { Row } from "../../core/row.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";

const actions: Readonly<Record<string, EventType>> = {
  "client-rst": "end",
  "server-rst": "end",
  clear_session: "end",
  passthrough: "allowed",
  monitored: "allowed",
  "redirected-to-portal": "denied",
  quarantined: "denied",
  violation: "denied",
  detected: "info",
  dns: "info",
  "ip-conn": "info",
};

const table: KeyValueTable = {
  id: "fortinet.fortigate",
  family: "fwlog",
  title: "FortiGate (traffic and UTM logs), FortiWeb",
  reference: "https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference/",
  vendor: "fortinet",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: " ," },
  known: [
    ["logid", "type"],
    ["log_id", "type"],
    ["devid", "type"],
    ["device_id", "type"],
    ["subtype", "type=traffic"],
    ["subtype", "type", "vd"],
    ["policyid", "srcip", "dstip"],
    ["devname", "srcip", "dstip"],
  ],
  ignored: [["type=event"]],
  connections: [["type=traffic"]],
  times: [{ date: "date", time: "time", zone: "tz" }, { time: "eventtime" }, { time: "itime" }],
  keys: {
    devname: "host",
    srcip: "sourceAddress",
    src: "sourceAddress",
    srcport: "sourcePort",
    src_port: "sourcePort",
    dstip: "destinationAddress",
    dst: "destinationAddress",
    dstport: "destinationPort",
    dst_port: "destinationPort",
    proto: "transport",
    protocol: "transport",
    action: "action",
    status: "action",
    utmaction: "action",
    direction: "direction",
    dir: "direction",
    srcintf: "ingress",
    src_int: "ingress",
    dstintf: "egress",
    dst_int: "egress",
    policyid: "rule",
    policy_id: "rule",
    sentbyte: "sourceBytes",
    sent: "sourceBytes",
    bytes_sent: "sourceBytes",
    rcvdbyte: "destinationBytes",
    rcvd: "destinationBytes",
    bytes_received: "destinationBytes",
    sentpkt: "sourcePackets",
    sent_pkt: "sourcePackets",
    rcvdpkt: "destinationPackets",
    rcvd_pkt: "destinationPackets",
    duration: "duration",
    transip: "sourceNatAddress",
    transport: "sourceNatPort",
    tranip: "destinationNatAddress",
    tranport: "destinationNatPort",
    sessionid: "connectionId",
    session_id: "connectionId",
    serial: "connectionId",
    logid: "code",
    log_id: "code",
    app: "application",
    service: "application",
    user: "user",
    srcname: "sourceName",
    dstname: "destinationName",
    hostname: "destinationName",
  },
  actions,
  zones: [{ source: "srcintfrole", destination: "dstintfrole", inside: ["lan", "dmz"], outside: ["wan"] }],
  writing: { absent: ["-", "N/A", "(null)"] },
};

export const fortigate = keyValueFormat(table, (numberOf) => {
  const service = numberOf("service");
  const eventTime = numberOf("eventtime");
  return {
    finish: (row, pairs) => {
      if (pairs.has(service)) readIcmpService(row, pairs.from[service]!, pairs.to[service]!);
      if (pairs.has(eventTime)) inferZone(row, pairs.from[eventTime]!);
      return undefined;
    },
  };
});

/**
 * FortiOS 6.0 says no zone, but the seconds since 1970 beside the time on its clock: what is between them is the zone.
 * Their later digits are fractions of a second.
 */
function inferZone(row: Row, from: number): void {
  const event = decimal(row.bytes, from, from + "1940742067".length) * microsPerSecond;
  const offset = Math.round((row.time - event) / quarter) * quarter;
  const isZone = Math.abs(offset) <= farthestZone && Math.abs(row.time - event - offset) < longestDelay;
  if (!Number.isNaN(row.utcOffset) || !isZone) return;
  row.utcOffset = offset / microsPerMinute;
  row.time -= offset;
}

const quarter = 15 * microsPerMinute;
const farthestZone = 14 * 60 * microsPerMinute;
const longestDelay = 5 * microsPerMinute;

/** `icmp/8/0`, `icmp6/131/0`: a type and a code. */
function readIcmpService(row: Row, from: number, to: number): void {
  const { bytes } = row;
  const isIcmp = hasWordAt(bytes, from, to, "icmp") || hasWordAt(bytes, from, to, "ICMP");
  const type = isIcmp ? indexOfByte(bytes, ascii.slash, from, to) : -1;
  const code = type < 0 ? -1 : indexOfByte(bytes, ascii.slash, type + 1, to);
  if (code < 0 || Number.isNaN(decimal(bytes, type + 1, code) + decimal(bytes, code + 1, to))) return;
  row.set(field.icmpType, type + 1, code);
  row.set(field.icmpCode, code + 1, to);
}
