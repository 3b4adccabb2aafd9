import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import { sonicwallReading } from "./sonicwallReading.ts";

const table: KeyValueTable = {
  id: "sonicwall.sonicos",
  family: "fwlog",
  title: "SonicWall (SonicOS)",
  reference: "https://www.sonicwall.com/support/technical-documentation/docs/sonicos-7-2-log_events/",
  vendor: "sonicwall",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: " " },
  known: [
    ["sn", "id=firewall"],
    ["sn", "fw", "m"],
    ["sn", "fw", "pri"],
    ["sn", "time", "m"],
  ],
  connections: [["m=98"], ["m=537"]],
  times: [{ time: "time" }],
  keys: {
    fw: "host",
    fw_action: "action",
    af_action: "action",
    action: "action",
    msg: "action",
    sent: "sourceBytes",
    rcvd: "destinationBytes",
    spkt: "sourcePackets",
    rpkt: "destinationPackets",
    rule: "rule",
    m: "code",
    appName: "application",
    usr: "user",
    user: "user",
    dstname: "destinationName",
    icmpType: "icmpType",
    icmpCode: "icmpCode",
  },
  actions: {
    forward: "allowed",
    mgmt: "allowed",
    opened: "start",
    "connection opened": "start",
    "nat mapping": "info",
    "web site hit": "allowed",
    "web site accessed": "allowed",
    "web management request allowed": "allowed",
  },
  zones: [
    {
      source: "srcZone",
      destination: "dstZone",
      inside: ["lan", "trusted", "dmz", "public", "wlan", "vpn", "sslvpn", "wireless", "encrypted"],
      outside: ["wan", "untrusted"],
    },
  ],
  writing: { absent: ["-", "N/A", "NA", "unknown", "::"] },
};

export const sonicwall = keyValueFormat(table, sonicwallReading);
