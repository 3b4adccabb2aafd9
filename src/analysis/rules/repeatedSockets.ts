import type { CaptureJudge } from "../../core/evidenceRules.ts";
import type { Issue } from "../../core/issue.ts";
import type { Connection, Endpoint, Observation } from "../../core/observation.ts";
import type { LineSpan } from "../../core/span.ts";
import { type CaptureRule, mostOfOneCode, mostRemembered } from "./captureRule.ts";
import { wholePlace } from "./rowRule.ts";
import { listsFiles } from "./unixFormats.ts";

/**
 * One table has a TCP connection once. UDP sockets and listeners may share an address (SO_REUSEADDR: mDNS, SSDP),
 * and then a table does have the same row twice.
 */
export const repeatedSockets: CaptureRule = ({ family, format }) =>
  family === "netstat" && !listsFiles(format) ? new RepeatedSocketsJudge() : undefined;

class RepeatedSocketsJudge implements CaptureJudge {
  readonly #seen = new Map<string, LineSpan>();
  readonly #issues: Issue[] = [];

  see(row: Observation): void {
    if (!isOwnConnection(row) || mostOfOneCode <= this.#issues.length) return;
    const key = keyOf(row);
    const first = this.#seen.get(key);
    if (first) this.#issues.push(repetition(row, first));
    else if (this.#seen.size < mostRemembered) this.#seen.set(key, wholePlace(row));
  }

  issues(): readonly Issue[] {
    return this.#issues;
  }
}

function isOwnConnection(row: Observation): row is Connection {
  if (row.kind !== "connection" || row.transport !== "tcp") return false;
  const { state, source, destination } = row;
  return state !== "LISTENING" && state !== "BOUND" && isWhole(source) && isWhole(destination);
}

/** Of what a table cut, two rows may look the same. */
function isWhole({ ip, domain, port, service }: Endpoint): boolean {
  return (ip ?? domain) !== undefined && Boolean(port ?? service);
}

function keyOf({ source, destination, state, process }: Connection): string {
  const far = destination.ip ?? destination.domain;
  const near = source.ip ?? source.domain;
  return `${near} ${source.port ?? source.service} ${far} ${destination.port ?? destination.service} ${state} ${process.pid}`;
}

function repetition(row: Connection, first: LineSpan): Issue {
  const message = `Line ${first.line + 1} says the same: a table has a connection once. Was something pasted twice?`;
  return {
    code: "EV006",
    place: wholePlace(row),
    message,
    related: [{ message: "the same row", place: first }],
  };
}
