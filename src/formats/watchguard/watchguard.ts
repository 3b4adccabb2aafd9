import { ascii, isDigit } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import { WordMeanings } from "../keyValues/wordMeanings.ts";
import { putWatchguardHead, readWatchguardTime } from "./watchguardHead.ts";
import { WatchguardWords } from "./watchguardWords.ts";

const table: KeyValueTable = {
  id: "watchguard.firebox",
  family: "fwlog",
  title: "WatchGuard Firebox traffic logs",
  reference:
    "https://www.watchguard.com/help/docs/help-center/en-US/Content/en-US/Fireware/logging/read_log-msg.html",
  vendor: "watchguard",
  carries: ["time", "year", "direction", "bytes", "interface", "rule", "nat"],
  syntax: { assign: "=", between: " " },
  known: [["msg_id"]],
  connections: [["msg_id=3000-0148"]],
  keys: {
    msg_id: "code",
    src_ip: "sourceAddress",
    src: "sourceAddress",
    src_port: "sourcePort",
    dst_ip: "destinationAddress",
    dst: "destinationAddress",
    dst_port: "destinationPort",
    proto: "transport",
    disp: "action",
    src_intf: "ingress",
    dst_intf: "egress",
    policy: "rule",
    src_ip_nat: "sourceNatAddress",
    src_port_nat: "sourceNatPort",
    dst_ip_nat: "destinationNatAddress",
    dst_port_nat: "destinationNatPort",
    sent_bytes: "sourceBytes",
    rcvd_bytes: "destinationBytes",
    duration: "duration",
    sent_pkts: "sourcePackets",
    rcvd_pkts: "destinationPackets",
    type: "icmpType",
    app_name: "application",
    src_user: "user",
    dstname: "destinationName",
    sni: "destinationName",
    msg: "reason",
  },
};

type Side = "inside" | "outside" | undefined;

/** Interfaces as they are called until somebody renames them; `Firebox` is the device itself. */
const sides: ReadonlyMap<string, Side> = new Map<string, Side>([
  ["external", "outside"],
  ["trusted", "inside"],
  ["optional", "inside"],
  ["firebox", "inside"],
]);

export const watchguard = keyValueFormat(table, () => {
  const words = new WatchguardWords();
  const sideOf = new WordMeanings((name) => sides.get(name));
  return {
    head: (row, from, end, start) => {
      // Where no host is named, the action stands behind the time in its place.
      words.split(row.bytes, row.has(field.time) ? row.to[field.time]! : start, end);
      readWatchguardTime(row, from, end);
      putWatchguardHead(row, words);
      return from;
    },
    finish: (row) => {
      if (!hasMessageId(row)) return "ignorable";
      const [source, destination] = [sideAt(row, field.ingress, sideOf), sideAt(row, field.egress, sideOf)];
      if (source && destination && source !== destination)
        row.direction = source === "inside" ? "outbound" : "inbound";
      return undefined;
    },
  };
});

/** `3000-0148`; other vendors have a `msg_id` too. */
function hasMessageId(row: Row): boolean {
  const from = row.from[field.code]!;
  return row.to[field.code]! - from === "3000-0148".length && row.bytes[from + 4] === ascii.minus;
}

/** `0-External`, `Trusted`, `Optional-1` */
function sideAt(row: Row, index: 12 | 13, sideOf: WordMeanings<Side>): Side {
  if (!row.has(index)) return undefined;
  let from = row.from[index]!;
  let to = row.to[index]!;
  while (from < to && (isDigit(row.bytes[from]) || row.bytes[from] === ascii.minus)) from++;
  while (from < to && (isDigit(row.bytes[to - 1]) || row.bytes[to - 1] === ascii.minus)) to--;
  return sideOf.of(row.bytes, from, to);
}
