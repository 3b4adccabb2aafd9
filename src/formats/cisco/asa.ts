import { ascii } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { AsaReader } from "./asaReader.ts";

export const asa: Format = {
  id: "cisco.asa",
  family: "fwlog",
  title: "Cisco ASA, FTD, PIX, FWSM",
  reference: "https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/asa-syslog.html",
  vendor: "cisco",
  carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule", "nat"],
  claims,
  reader: (state) => new AsaReader(state),
};

const claimant = new AsaReader();
const claimed = new Row();
/** A mark stands near a line's beginning. */
const longestHead = 2048;

function claims(bytes: Uint8Array, start: number, end: number): Claim {
  if (!hasMark(bytes, start, Math.min(end, start + longestHead))) return "none";
  claimant.state = "";
  claimed.clear(bytes);
  return claimant.read(bytes, start, end, claimed) === "row" ? "row" : "none";
}

/** `%ASA-`, `%FTD-`, `%PIX-`, `%FWSM-`: two capitals, and a hyphen not far behind. */
function hasMark(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + longestMark < end; at++) {
    if (bytes[at] !== ascii.percent) continue;
    const first = bytes[at + 1];
    if (first === upperA || first === upperF || first === upperP || first === upperN) return true;
  }
  return false;
}

const longestMark = 12;
const upperA = 0x41;
const upperF = 0x46;
const upperN = 0x4e;
const upperP = 0x50;
