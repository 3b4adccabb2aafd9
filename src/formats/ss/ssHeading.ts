import { hasWordAt } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";

/** Which of the first two columns a table has: `-t` alone leaves out the one, `state established` the other. */
export type SsColumns = "any" | "netid state" | "netid" | "state" | "none";

const longestHeading = 400;

/**
 * The columns that a heading names, or undefined where the line is none:
 *
 *     Netid State  Recv-Q Send-Q   Local Address:Port   Peer Address:PortProcess
 */
export function headingOf(bytes: Uint8Array, at: number, end: number): SsColumns | undefined {
  const netid = hasWordAt(bytes, at, end, "Netid");
  if (!netid && !hasWordAt(bytes, at, end, "State") && !hasWordAt(bytes, at, end, "Recv-Q")) return undefined;
  const text = textOf(bytes, at, Math.min(end, at + longestHeading));
  const local = text.indexOf("Address:Port");
  if (local < 0 || !text.includes("Recv-Q")) return undefined;
  const state = text.slice(0, local).includes("State");
  return netid ? (state ? "netid state" : "netid") : state ? "state" : "none";
}

/**
 * The transport of all rows, where the command above them asks for one alone: `ss -tlnp`, `ss -u -a`, `ss --tcp`.
 * Several of these letters ask for as many.
 */
export function transportAskedFor(bytes: Uint8Array, at: number, end: number): "tcp" | "udp" | undefined {
  const words = textOf(bytes, at, Math.min(end, at + longestHeading)).split(" ");
  const command = words.indexOf("ss");
  if (command < 0) return undefined;
  const options = words.slice(command + 1).filter((word) => word.startsWith("-"));
  const asks = (letter: string, long: string) =>
    options.some((word) => (word.startsWith("--") ? word === long : word.includes(letter)));
  const tcp = asks("t", "--tcp");
  const udp = asks("u", "--udp");
  const others = asks("w", "--raw") || asks("S", "--sctp") || asks("M", "--mptcp") || asks("x", "--unix");
  if (tcp === udp || others) return undefined;
  return tcp ? "tcp" : "udp";
}
