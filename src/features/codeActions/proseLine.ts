/**
 * A line of Markdown with its running text rewritten; code, targets of links and what they are defined as stay.
 *
 *     Seen at drop.example, `curl drop.example`, see [drop.example](fw.log#L12).
 *     └─────────────────────┘                   └─────────────────┘            └┘
 */
export function editedProse(line: string, rewrite: (text: string) => string): string {
  if (/^ {4}|^\t|^ {0,3}\[[^\]]{1,200}\]:\s/.test(line)) return line;
  let edited = "";
  let from = 0;
  for (let at = 0; at < line.length; ) {
    const end = endOfFixed(line, at);
    if (end <= at) {
      at++;
      continue;
    }
    edited += rewrite(line.slice(from, at)) + line.slice(at, end);
    from = at = end;
  }
  return edited + rewrite(line.slice(from));
}

/** Where the code or link target that starts at `at` ends; -1 where none starts. */
function endOfFixed(line: string, at: number): number {
  if (line[at] === "`" && line[at - 1] !== "`") return endOfCode(line, at);
  if (line[at] !== "]" || line[at + 1] !== "(") return -1;
  return line.indexOf(")", at) + 1;
}

/** A run of backticks is closed by a run of the same length; one that is not closed is text. */
function endOfCode(line: string, at: number): number {
  const opening = runLength(line, at);
  for (let close = line.indexOf("`", at + opening); 0 <= close; ) {
    const length = runLength(line, close);
    if (length === opening) return close + length;
    close = line.indexOf("`", close + length);
  }
  return -1;
}

function runLength(line: string, at: number): number {
  let end = at;
  while (line[end] === "`") end++;
  return end - at;
}
