import type { CaptureJudge } from "../../core/evidenceRules.ts";
import type { Issue } from "../../core/issue.ts";
import type { Connection, Observation } from "../../core/observation.ts";
import { type CaptureRule, mostOfOneCode, mostRemembered } from "./captureRule.ts";
import { wholePlace } from "./rowRule.ts";

/** A connection within the host stands in its socket table twice, once from each end. */
export const loopbackPairs: CaptureRule = ({ family }) =>
  family === "netstat" ? new LoopbackPairsJudge() : undefined;

class LoopbackPairsJudge implements CaptureJudge {
  readonly #open = new Map<string, Connection>();
  readonly #issues: Issue[] = [];

  see(row: Observation): void {
    if (!isWithinHost(row) || mostOfOneCode <= this.#issues.length) return;
    const { source, destination } = row;
    const other = this.#open.get(key(destination, source));
    if (other) {
      this.#open.delete(key(destination, source));
      this.#issues.push(pairIssue(row, other));
    } else if (this.#open.size < mostRemembered) this.#open.set(key(source, destination), row);
  }

  issues(): readonly Issue[] {
    return this.#issues;
  }
}

function isWithinHost(row: Observation): row is Connection {
  if (row.kind !== "connection" || row.transport !== "tcp") return false;
  const { source, destination } = row;
  if (source.ip === undefined || !source.port || !destination.port) return false;
  return source.ip === destination.ip || (isLoopback(source.ip) && isLoopback(destination.ip ?? ""));
}

function isLoopback(ip: string): boolean {
  return ip.startsWith("127.") || ip === "::1";
}

function key(from: Connection["source"], to: Connection["source"]): string {
  return `${from.ip} ${from.port} ${to.ip} ${to.port}`;
}

function pairIssue(row: Connection, other: Connection): Issue {
  const [pid, otherPid] = [row.process.pid, other.process.pid];
  const who =
    pid === undefined || otherPid === undefined
      ? "one connection within this host"
      : pid === otherPid
        ? `PID ${pid} talks to itself`
        : `PID ${pid} and PID ${otherPid} talk to each other`;
  const message = `This is the other end of line ${other.line + 1}: ${who}, and it counts once.`;
  return {
    code: "NET013",
    place: wholePlace(row),
    message,
    related: [{ message: "the other end", place: wholePlace(other) }],
  };
}
