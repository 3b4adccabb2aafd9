import { trimEnd } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { isPaloaltoHeading } from "./paloaltoColumns.ts";
import { findPaloalto, readPaloalto } from "./paloaltoMessage.ts";
import { PaloaltoReader } from "./paloaltoReader.ts";

export const paloalto: Format = {
  id: "paloalto.panos",
  family: "fwlog",
  title: "Palo Alto Networks TRAFFIC and THREAT logs",
  reference:
    "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions/traffic-log-fields",
  vendor: "paloalto",
  carries: ["time", "year", "zone", "bytes", "interface", "rule", "nat"],
  marks: ["TRAFFIC", "THREAT", "Receive Time"],
  claims,
  reader: (state) => new PaloaltoReader(state),
};

const claimed = new Row();

function claims(bytes: Uint8Array, start: number, end: number): Claim {
  if (isPaloaltoHeading(bytes, start, end)) return "heading";
  const from = findPaloalto(bytes, start, end);
  if (from < 0) return "none";
  claimed.clear(bytes);
  return readPaloalto(claimed, from, trimEnd(bytes, from, end)) === "row" ? "row" : "none";
}
