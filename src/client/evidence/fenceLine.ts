/** Where a fence opens, and its line. */
export interface FenceLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The fence whose block holds a line; on the fence line itself, that one. Fences do not nest, so one walk from the
 * top tells open from closed.
 */
export function fenceAround(lines: (line: number) => string, line: number): FenceLine | undefined {
  let open: (FenceLine & { readonly marker: string }) | undefined;
  for (let i = 0; i <= line; i++) {
    const text = lines(i);
    const [, marker, info] = /^[\s>]{0,80}(```+|~~~+)(.*)$/.exec(text) ?? [];
    if (marker === undefined) continue;
    if (open === undefined) open = { line: i, text, marker };
    else if (marker.startsWith(open.marker) && info?.trim() === "") {
      if (i === line) return open;
      open = undefined;
    }
  }
  return open;
}

/**
 * A fence line with one fact set.
 *
 *     ```netstat host=WS-042 zone=UTC   →   ```netstat host=WS-042 zone=Europe/Berlin
 */
export function withFact(fence: string, name: string, value: string): string {
  const plain = value.replace(/[\p{Cc}"`]/gu, "");
  const fact = `${name}=${/\s/.test(plain) || plain === "" ? `"${plain}"` : plain}`;
  const former = new RegExp(`(^|\\s)${name}=(?:"[^"]*"|[^\\s"]*)`);
  return former.test(fence)
    ? fence.replace(former, (_all, before: string) => before + fact)
    : `${fence.trimEnd()} ${fact}`;
}

/** The same without one fact. */
export function withoutFact(fence: string, name: string): string {
  return fence.replace(new RegExp(`\\s+${name}=(?:"[^"]*"|[^\\s"]*)`), "");
}

/** What a fence line says of one fact. */
export function factOn(fence: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}=(?:"([^"]*)"|([^\\s"]*))`).exec(fence);
  return value?.[1] ?? value?.[2];
}

/** A fence line that names another format. A vendor that it named may be another's. */
export function withFormat(fence: string, id: string): string {
  return withWord(withoutFact(fence, "vendor"), id);
}

/** A fence line with another first word; the facts stay. */
export function withWord(fence: string, word: string): string {
  const parts = /^([\s>]*(?:`+|~+))\s*(.*)$/.exec(fence);
  if (!parts) return fence;
  const [first = "", ...rest] = parts[2]!.split(/(?=\s)/);
  const facts = first.includes("=") ? ` ${parts[2]}` : rest.join("");
  return `${parts[1]}${word}${facts}`;
}
