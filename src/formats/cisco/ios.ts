import { ascii } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { IosReader } from "./iosReader.ts";

export const ios: Format = {
  id: "cisco.ios",
  family: "fwlog",
  title: "Cisco IOS, IOS-XE, IOS XR, NX-OS",
  reference: "https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/security/m1/sec-m1-cr-book/sec-cr-i1.html",
  vendor: "cisco",
  carries: ["time", "year", "zone", "bytes", "interface", "rule"],
  claims,
  reader: (state) => new IosReader(state),
};

const claimant = new IosReader();
const claimed = new Row();
/** A mark stands near a line's beginning. */
const longestHead = 2048;

function claims(bytes: Uint8Array, start: number, end: number): Claim {
  const last = Math.min(end, start + longestHead);
  for (let at = start; at < last; at++) {
    if (bytes[at] !== ascii.percent) continue;
    claimant.state = "";
    claimed.clear(bytes);
    const kind = claimant.read(bytes, start, end, claimed);
    return kind === "row" || kind === "gap" ? "row" : "none";
  }
  return "none";
}
