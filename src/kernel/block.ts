/** How many rows the block has. */
export let rowCount: usize = 0;

export function endBlock(rows: usize): void {
  rowCount = rows;
}

/** Behind the LF or CRLF at `at`, or 0 where there is none. */
export function behindLineBreak(at: usize): usize {
  const byte = load<u8>(at);
  if (byte === 0x0a) return at + 1;
  return byte === 0x0d && load<u8>(at, 1) === 0x0a ? at + 2 : 0;
}
