import { environmentMark } from "./processDetails.ts";

const startOfProcess = "Parent PID: ";

/**
 * The detail of a `Process Start` without its block of environment, which may hold secrets; any other detail as it
 * is. A command line that looks like the begin of such a block is cut as well.
 */
export function withoutEnvironment(detail: string): string {
  if (!detail.startsWith(startOfProcess)) return detail;
  const at = detail.indexOf(environmentMark);
  return at < 0 ? detail : detail.slice(0, at);
}
