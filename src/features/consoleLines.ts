/** What a line of a console says before its output. */
export interface Prompt {
  readonly host?: string;
  readonly command?: string;
}

/** A console's line is short. */
const longest = 400;

/**
 * The command that was typed behind a prompt, and the host where the prompt names it:
 *
 *     C:\Users\ines>netstat -ano
 *     [WS-042]: PS C:\> netstat -ano
 *     ines@gw-01:~$ sudo journalctl -k
 */
export function promptIn(line: string): Prompt | undefined {
  const text = line.trim();
  if (longest < text.length) return undefined;
  return windowsPrompt(text) ?? unixPrompt(text);
}

function windowsPrompt(text: string): Prompt | undefined {
  const remote = /^\[([\w.-]{1,63})\]: (?=PS )/u.exec(text);
  const rest = remote ? text.slice(remote[0].length) : text;
  if (!/^(?:PS )?(?:[A-Za-z]:\\|\\\\)/u.test(rest)) return undefined;
  const end = rest.indexOf(">");
  if (end < 0) return undefined;
  return promptOf(remote?.[1], rest.slice(end + 1));
}

function unixPrompt(text: string): Prompt | undefined {
  const match = /^\[?[a-z_][\w-]{0,31}@([A-Za-z0-9][\w.-]{0,62})[: ][^$#%]{0,200}[$#%] (\S.*)$/u.exec(text);
  return match ? promptOf(match[1], match[2]!) : undefined;
}

function promptOf(host: string | undefined, typed: string): Prompt {
  const command = typed.trim();
  return { ...(host === undefined ? {} : { host }), ...(command === "" ? {} : { command }) };
}

/** `2026-11-23T10:14:00+01:00`, the whole line: nothing else tells a clock from any other number. */
export function isIsoTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/u.test(text);
}
