import type { Issue, IssueCode } from "../../core/issue.ts";

/** Why a file, or the rest of it, was not read. */
export interface Fault {
  readonly code: Extract<IssueCode, "EV022" | "EV023" | "EV024" | "EV025" | "EV028">;
  /** One sentence without its full stop; names in it are escaped. */
  readonly sentence: string;
}

/** What `Files.read` ends with where it could not hand out all of a file. */
export class ReadingFault extends Error {
  readonly fault: Fault;

  constructor(code: Fault["code"], sentence: string) {
    super(sentence);
    this.name = "ReadingFault";
    this.fault = { code, sentence };
  }
}

/** The chunks as far as they can be read; then what kept the rest from being read, if anything did. */
export async function* readablePart(
  chunks: AsyncIterable<Uint8Array>,
  onFault: (fault: Fault) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    onFault(faultOf(error));
  }
}

/** The fault of a `ReadingFault`, be it of another bundle's class. */
export function readingFaultOf(error: unknown): Fault | undefined {
  return error instanceof Error && error.name === "ReadingFault" ? (error as ReadingFault).fault : undefined;
}

function faultOf(error: unknown): Fault {
  const known = readingFaultOf(error);
  if (known) return known;
  const reason = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return { code: "EV025", sentence: `The file could not be read to its end${reason}` };
}

/** The fault as an issue of the line below which nothing was read. */
export function faultIssue({ code, sentence }: Fault, lines: number): Issue {
  const unit = code === "EV028" ? "event" : "line";
  const read = lines === 1 ? `1 ${unit} was read` : `${lines.toLocaleString("en-US")} ${unit}s were read`;
  const place = { line: Math.max(0, lines - 1), start: 0, end: 0 };
  return { code, place, message: lines === 0 ? `${sentence}.` : `${sentence}: ${read}.` };
}
