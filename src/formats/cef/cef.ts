import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueMeaning } from "../keyValues/keyValueMeaning.ts";
import type { OwnReadingOf } from "../keyValues/keyValueReader.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import type { Pairs } from "../keyValues/pairs.ts";
import { WordMeanings } from "../keyValues/wordMeanings.ts";
import { CefHeader } from "./cefHeader.ts";
import { cefKeys, labeledKeys, labelUses } from "./cefKeys.ts";
import { cefVendorAt } from "./cefVendor.ts";

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
  writing: { absent: ["-", "N/A", "n/a", "null", "unknown"] },
};

const ownOf: OwnReadingOf = (numberOf) => {
  const header = new CefHeader();
  const uses = new WordMeanings((label) => labelUses[label]);
  const labeled = labeledKeys.map((key) => ({ value: numberOf(key), label: numberOf(`${key}Label`) }));
  const [received, sent] = [
    [numberOf("in"), numberOf("bytesIn")],
    [numberOf("out"), numberOf("bytesOut")],
  ];
  const deviceDirection = numberOf("deviceDirection");
  const [sourceAlias, destinationAlias] = [numberOf("UNIFIsrcClientAlias"), numberOf("UNIFIdstClientAlias")];

  const putFirst = (row: Row, pairs: Pairs, keys: readonly number[], index: 36 | 37) => {
    const key = keys.find((each) => pairs.has(each));
    if (key !== undefined && !row.has(index)) row.set(index, pairs.from[key]!, pairs.to[key]!);
  };

  const putLabeled = (row: Row, pairs: Pairs, meaning: KeyValueMeaning) => {
    for (const { value, label } of labeled) {
      if (!pairs.has(value) || !pairs.has(label)) continue;
      const use = uses.of(row.bytes, pairs.from[label]!, pairs.to[label]!);
      if (use) meaning.putOne(row, use, pairs.from[value]!, pairs.to[value]!);
    }
  };

  // UniFi names its own clients instead of their addresses.
  const putAlias = (row: Row, pairs: Pairs, alias: number, address: 3 | 5, port: 4 | 6) => {
    if (!row.has(address) && row.has(port) && pairs.has(alias))
      row.set(address, pairs.from[alias]!, pairs.to[alias]!);
  };

  return {
    head: (row, from, end, start) => {
      const pairs = header.read(row.bytes, start, from, end);
      if (0 <= pairs && 3 < header.count) row.set(field.code, header.from[3]!, header.to[3]!);
      return pairs;
    },
    finish: (row, pairs, meaning) => {
      const vendor = cefVendorAt(row.bytes, header.from[0]!, header.to[1]!);
      const isOfSource = vendor.in === "source";
      putFirst(row, pairs, isOfSource ? received : sent, field.sourceBytes);
      putFirst(row, pairs, isOfSource ? sent : received, field.destinationBytes);
      const isDirection = vendor.deviceDirection === "connection" && pairs.has(deviceDirection);
      if (isDirection && !row.has(field.direction))
        row.set(field.direction, pairs.from[deviceDirection]!, pairs.to[deviceDirection]!);
      putLabeled(row, pairs, meaning);
      putAlias(row, pairs, sourceAlias, field.sourceAddress, field.sourcePort);
      putAlias(row, pairs, destinationAlias, field.destinationAddress, field.destinationPort);
      return undefined;
    },
  };
};

export const cef = keyValueFormat(table, ownOf);
