import { skipBlanks } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { headingOf } from "./ssHeading.ts";
import { longestLine, SsReader } from "./ssReader.ts";
import { SsScanner } from "./ssRow.ts";

/** Linux' socket statistics, of iproute2. */
export const ss: Format = {
  id: "ss.linux",
  family: "netstat",
  title: "ss (Linux)",
  reference: "https://man7.org/linux/man-pages/man8/ss.8.html",
  vendor: "linux",
  carries: ["pid", "process", "state", "bytes"],
  marks: ["ESTAB", "LISTEN", "UNCONN", "-WAIT", "SYN-", "LAST-ACK", "CLOS", "UNKNOWN", "Address:Port"],
  claims: claimOf,
  reader: (state = "") => new SsReader(state),
};

const claimant = new SsScanner();
const claimed = new Row();

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const end = Math.min(lineEnd, start + longestLine);
  claimed.clear(bytes);
  claimant.transport = undefined;
  if (claimant.read(claimed, start, end, "any") === "row") return "row";
  return headingOf(bytes, skipBlanks(bytes, start, end), end) ? "heading" : "none";
}
