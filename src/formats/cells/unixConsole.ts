import { ascii, hasWordAt, isBlank, isLetter } from "../../core/ascii.ts";
import { isConsoleLine } from "./windowsConsole.ts";

/** What a shell or a paste puts around a command's output; none of it is evidence. */
export function isUnixConsoleLine(bytes: Uint8Array, at: number, end: number): boolean {
  return isConsoleLine(bytes, at, end) || isShellPrompt(bytes, at, end) || isCommand(bytes, at, end);
}

const dollar = 0x24;
const at_ = 0x40;
const longestPrompt = 120;

/**
 * By what stands before its last mark:
 *
 *     kim@gw-01:~$ ss -tunap        [root@gw-01 log]# netstat -anp        gw-01# sockstat -4        kim@mac ~ % lsof -i
 *                ^                                  ^                          ^                             ^
 */
function isShellPrompt(bytes: Uint8Array, at: number, end: number): boolean {
  if (!isLetter(bytes[at]) && bytes[at] !== ascii.leftBracket && bytes[at] !== 0x28) return false;
  let hasUser = false;
  let hasBlank = false;
  for (let i = at + 1; i < Math.min(end, at + longestPrompt); i++) {
    const byte = bytes[i]!;
    const isMark = byte === dollar || byte === ascii.hash || byte === ascii.percent;
    if (isMark && (i + 1 === end || isBlank(bytes[i + 1])))
      return hasUser || (!hasBlank && byte !== ascii.percent);
    if (byte === at_ || byte === ascii.tilde) hasUser = true;
    if (isBlank(byte)) hasBlank = true;
  }
  return false;
}

const commands = ["netstat", "ss", "lsof", "sockstat"];

/** `ss -tunap`, `# lsof -i`, `sudo ss -s`, and what these say of themselves: `lsof: WARNING: …`. */
function isCommand(bytes: Uint8Array, start: number, end: number): boolean {
  let at = hasWordAt(bytes, start, end, "# ") ? start + 2 : start;
  if (hasWordAt(bytes, at, end, "sudo ")) at += 5;
  return commands.some((word) => {
    const to = at + word.length;
    if (!hasWordAt(bytes, at, end, word)) return false;
    if (to === end || bytes[to] === ascii.colon) return true;
    return isBlank(bytes[to]) && (bytes[to + 1] === ascii.minus || isLetter(bytes[to + 1]));
  });
}
