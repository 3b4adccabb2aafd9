import { ascii, isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

const transports = ["TCP", "UDP", "ICMP"];

/** `RT_SCREEN_TCP` names the protocol, which its message may not. */
export function putTransportOfEvent(row: Row, from: number, to: number): void {
  for (let at = from; at < to; ) {
    let end = at;
    while (end < to && row.bytes[end] !== ascii.underscore) end++;
    const [start, stop] = [at, end];
    if (transports.some((word) => isWord(row.bytes, start, stop, word))) {
      row.set(field.transport, start, stop);
      return;
    }
    at = end + 1;
  }
}
