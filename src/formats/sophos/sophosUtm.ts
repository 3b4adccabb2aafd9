import { field } from "../../core/field.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import { readSophosUtmHead } from "./sophosUtmHead.ts";

const table: KeyValueTable = {
  id: "sophos.utm",
  family: "fwlog",
  title: "Sophos UTM (Astaro) packet filter, web and IPS logs",
  reference:
    "https://docs.sophos.com/nsg/sophos-utm/utm/9.7/help/en-us/Content/utm/utmAdminGuide/Logging.htm",
  vendor: "sophos",
  carries: ["time", "year", "bytes", "interface", "rule"],
  syntax: { assign: "=", between: " " },
  known: [
    ["sub", "sys"],
    ["sub=packetfilter", "action"],
    ["fwrule", "srcip"],
  ],
  connections: [["sub=packetfilter"]],
  keys: {
    srcip: "sourceAddress",
    srcport: "sourcePort",
    dstip: "destinationAddress",
    dstport: "destinationPort",
    proto: "transport",
    action: "action",
    initf: "ingress",
    outitf: "egress",
    fwrule: "rule",
    length: "size",
    id: "code",
    type: "icmpType",
    user: "user",
  },
};

export const sophosUtm = keyValueFormat(table, (numberOf) => {
  const code = numberOf("code");
  const type = numberOf("type");
  return {
    head: readSophosUtmHead,
    finish: (row, pairs) => {
      // `code` is a page's category where there is no ICMP type.
      if (pairs.has(type)) pairs.put(row, code, field.icmpCode);
      return undefined;
    },
  };
});
