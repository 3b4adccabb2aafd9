import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import { cefKeys } from "./cefKeys.ts";
import { CefReading } from "./cefReading.ts";

const table: KeyValueTable = {
  id: "arcsight.cef",
  family: "fwlog",
  title: "Common Event Format (CEF) of any vendor: UniFi, Palo Alto, Fortinet, Check Point and others",
  reference:
    "https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/",
  vendor: "cef",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: "next-key" },
  known: [[]],
  // Some relays cut off `CEF:`, and leave the version.
  words: ["CEF:", "0|", "1|"],
  keys: cefKeys,
  times: [
    { time: "rt", zone: "dtz" },
    { time: "deviceReceiptTime", zone: "dtz" },
    { time: "UNIFIutcTime" },
    { time: "FTNTFGTeventtime" },
    { time: "FortinetFortiGateeventtime" },
    { time: "start", zone: "dtz" },
    { time: "end", zone: "dtz" },
  ],
  actions: {
    blocked: "denied",
    detect: "info",
    "client-rst": "end",
    "server-rst": "end",
    passthrough: "allowed",
    encrypt: "allowed",
    decrypt: "allowed",
    bypass: "allowed",
    forward: "allowed",
  },
  directions: { "0": "inbound", "1": "outbound" },
  zones: [
    {
      source: "FTNTFGTsrcintfrole",
      destination: "FTNTFGTdstintfrole",
      inside: ["lan", "dmz"],
      outside: ["wan"],
    },
    {
      source: "UNIFIsrcZone",
      destination: "UNIFIdstZone",
      inside: ["internal", "gateway"],
      outside: ["external"],
    },
    { source: "inzone", destination: "outzone", inside: ["internal", "local"], outside: ["external"] },
  ],
  writing: { absent: ["-", "N/A", "n/a", "NA", "null", "unknown"] },
};

export const cef = keyValueFormat(table, (numberOf) => new CefReading(numberOf));
