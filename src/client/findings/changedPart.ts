/** The one part of a text that differs: `[start, end)` becomes `insert`. */
export interface ChangedPart {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** A small edit keeps the cursor, the folding and the undo of what did not change. */
export function changedPart(before: string, after: string): ChangedPart {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  // An edit must not part CR from LF, nor the halves of a character.
  while (0 < start && isInside(before, start)) start--;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  while (0 < same && (isInside(before, before.length - same) || isInside(after, after.length - same))) same--;
  return { start, end: before.length - same, insert: after.slice(start, after.length - same) };
}

function isInside(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (before === 0x0d && after === 0x0a) || (0xdc00 <= after && after < 0xe000);
}
