import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import { WordMeanings } from "../keyValues/wordMeanings.ts";
import { eventTypeOf } from "../words/meanings.ts";
import { LeefHeader } from "./leefHeader.ts";

const actions = { encrypt: "allowed", decrypt: "allowed", bypass: "allowed", detect: "info" } as const;
const actionTypes: ReadonlyMap<string, EventType> = new Map(Object.entries(actions));

const table: KeyValueTable = {
  id: "qradar.leef",
  family: "fwlog",
  title: "Log Event Extended Format (LEEF) of any vendor: Palo Alto, Check Point, WatchGuard and others",
  reference: "https://www.ibm.com/docs/en/dsm?topic=leef-overview",
  vendor: "leef",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: "\t" },
  known: [[]],
  // Some relays cut off `LEEF:`, and leave the version.
  words: ["LEEF:", "1.0|", "2.0|"],
  times: [
    { time: "devTime" },
    { time: "ReceiveTime" },
    { time: "StartTime" },
    { date: "date", time: "time", zone: "tz" },
  ],
  keys: {
    src: "sourceAddress",
    srcPort: "sourcePort",
    spt: "sourcePort",
    s_port: "sourcePort",
    dst: "destinationAddress",
    dstPort: "destinationPort",
    dpt: "destinationPort",
    service: "destinationPort",
    proto: "transport",
    protocol: "transport",
    // A Firebox's `action` is of its proxy.
    disp: "action",
    action: "action",
    act: "action",
    direction: "direction",
    srcPostNAT: "sourceNatAddress",
    srcPostNATPort: "sourceNatPort",
    dstPostNAT: "destinationNatAddress",
    dstPostNATPort: "destinationNatPort",
    srcBytes: "sourceBytes",
    bytesOut: "sourceBytes",
    sent_bytes: "sourceBytes",
    dstBytes: "destinationBytes",
    bytesIn: "destinationBytes",
    received_bytes: "destinationBytes",
    rcvd_bytes: "destinationBytes",
    totalBytes: "size",
    srcPackets: "sourcePackets",
    dstPackets: "destinationPackets",
    IngressInterface: "ingress",
    in_if: "ingress",
    srcIntf: "ingress",
    EgressInterface: "egress",
    out_if: "egress",
    dstIntf: "egress",
    RuleName: "rule",
    rule_name: "rule",
    rule: "rule",
    policy: "rule",
    usrName: "user",
    Application: "application",
    app_name: "application",
    service_id: "application",
    SessionID: "connectionId",
    ElapsedTime: "duration",
    duration: "duration",
    RepeatCount: "repeat",
    SessionEndReason: "reason",
    reason: "reason",
    identHostName: "sourceName",
    devName: "host",
    DeviceName: "host",
  },
  actions,
  zones: [{ source: "inzone", destination: "outzone", inside: ["internal", "local"], outside: ["external"] }],
  writing: { absent: ["-", "N/A", "null"] },
};

export const leef = keyValueFormat(table, () => {
  const header = new LeefHeader();
  const eventTypes = new WordMeanings((word) => actionTypes.get(word) ?? eventTypeOf(word));
  return {
    head: (row, from, end, start) => {
      const pairs = header.read(row.bytes, start, from, end);
      if (0 <= pairs) row.set(field.code, header.from[3]!, header.to[3]!);
      return pairs;
    },
    between: () => header.between,
    finish: (row) => {
      const [from, to] = [header.from[3]!, header.to[3]!];
      // Firewalls have no key for their action in LEEF: it is the event.
      if (!row.has(field.action) && eventTypes.of(row.bytes, from, to)) row.set(field.action, from, to);
      return undefined;
    },
  };
});
