const announced = ", Environment:";
const startOfProcess = "Parent PID: ";

/**
 * A line of a Process Monitor capture without the environment of the process that it says started: it holds secrets.
 *
 *     "Process Start","","SUCCESS","Parent PID: 880, …, Environment: USERNAME=kim, API_KEY=…"
 *                                                     └───────────────────────────────────┘
 */
export function withoutEnvironment(line: string): string {
  const from = line.indexOf(announced);
  if (from < 0) return line;
  const behind = from + announced.length;
  const to = endOfValue(line, behind);
  return `${line.slice(0, behind)} (left out)${line.slice(to)}`;
}

/** The same of a detail alone, as a cell has it: nothing stands behind the environment. */
export function detailWithoutEnvironment(detail: string): string {
  const from = detail.startsWith(startOfProcess) ? detail.indexOf(announced) : -1;
  return from < 0 ? detail : `${detail.slice(0, from + announced.length)} (left out)`;
}

/** A quoted field ends before a quote that is not doubled, an element's text before the next tag. */
function endOfValue(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "<") return at;
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at;
    at++;
  }
  return line.length;
}
