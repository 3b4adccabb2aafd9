import { isAddress, isOutside, parseAddress, scopeOf } from "../core/address.ts";

/**
 * Running text with its addresses, domains and URLs made unclickable: `203[.]0[.]113[.]77`,
 * `hxxps[:]//drop[.]example/a`. Addresses of the own network and file names stay as they are.
 * What is defanged already is left alone.
 */
export function defang(text: string): string {
  return text.replace(piece, (found) => defangPiece(found));
}

/** One address, whatever its scope. */
export function defangAddress(text: string): string {
  return text.replaceAll(":", "[:]").replaceAll(".", "[.]");
}

export function defangDomain(text: string): string {
  return text.replaceAll(".", "[.]");
}

/** The reverse, also of other people's habits: `hxxp`, `(.)`, `[dot]`, `[://]`, `[at]`. */
export function refang(text: string): string {
  return spellings.reduce((done, [pattern, plain]) => done.replace(pattern, plain), text);
}

/** Whether a word reads as a domain name; `explorer.exe` and `fw.log` do not. */
export function isDomain(text: string): boolean {
  if (253 < text.length || isAddress(text)) return false;
  const labels = text.split(".");
  const top = labels.at(-1)!.toLowerCase();
  return 1 < labels.length && labels.every((label) => domainLabel.test(label)) && isTopLevel(top);
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bhxxp/giu, "http"],
  [/\bfxp(?=s?\[?:)/giu, "ftp"],
  [/\[:\/\/\]/gu, "://"],
  [/\[:\]/gu, ":"],
  [/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)/giu, "."],
  [/\[@\]|\[at\]|\(at\)/giu, "@"],
];

/** What stands between blanks, quotes, brackets of prose and the signs of `key=value` lists. */
const piece = /[^\s=,;|"'`<>(){}]+/gu;
const domainLabel = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const topLevel = /^(?:\p{L}{2,24}|xn--[a-z0-9-]{1,59})$/u;

/** Ends of file names that are no top-level domains, or that in these texts are file names far more often. */
const fileEnds: ReadonlySet<string> = new Set(
  (
    "exe dll sys log txt csv tsv pml evt evtx json jsonl xml yml yaml ini inf cfg conf dat db tmp bak ps1 psm1 bat cmd " +
    "vbs js wsf hta msi msp cab ocx cpl drv scr lnk url pdf doc docx xls xlsx ppt rtf htm html php asp aspx jsp md " +
    "png jpg gif ico svg bin iso img gz tgz rar netstat pcap pcapng etl dmp pf mui service socket"
  ).split(" "),
);

function isTopLevel(label: string): boolean {
  return topLevel.test(label) && !fileEnds.has(label);
}

/**
 *     https://drop.example:8443/a?b        [2001:db8::1]:443        drop.example.
 *     scheme  authority       rest          address     port        domain     end
 */
function defangPiece(found: string): string {
  const url = urlPattern.exec(found);
  if (url) return `${hiddenScheme(url[1]!)}[:]//${defangAuthority(url[2]!)}${url[3]!}`;
  const end = trailingPunctuation(found);
  const core = found.slice(0, found.length - end.length);
  const slash = core.indexOf("/");
  const [host, rest] = slash < 0 ? [core, ""] : [core.slice(0, slash), core.slice(slash)];
  return defangHost(host) + rest + end;
}

const urlPattern = /^([a-z][a-z0-9+.-]{1,15}):\/\/([^/?#\\]*)(.*)$/isu;

function hiddenScheme(scheme: string): string {
  return scheme.replace(/^http/iu, "hxxp").replace(/^ftp/iu, "fxp");
}

function defangAuthority(authority: string): string {
  const [host, port] = splitPort(authority);
  return isBracketed(host)
    ? `[${defangAddress(host.slice(1, -1))}]${port}`
    : host.replace(/(?<!\[)\.(?!\])/gu, "[.]") + port;
}

/** An address or domain with or without port, or a mail address; anything else is given back. */
function defangHost(text: string): string {
  const at = text.lastIndexOf("@");
  if (0 < at && isDomain(text.slice(at + 1)))
    return `${text.slice(0, at)}[@]${defangDomain(text.slice(at + 1))}`;
  if (isOutsideAddress(text)) return defangAddress(text);
  const [host, port] = splitPort(text);
  if (isBracketed(host) && isOutsideAddress(host.slice(1, -1)))
    return `[${defangAddress(host.slice(1, -1))}]${port}`;
  if (isOutsideAddress(host)) return defangAddress(host) + port;
  return isDomain(host) ? defangDomain(host) + port : text;
}

function isOutsideAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && isOutside(scopeOf(address));
}

function isBracketed(host: string): boolean {
  return host.startsWith("[") && host.endsWith("]");
}

function splitPort(text: string): readonly [host: string, port: string] {
  const colon = text.lastIndexOf(":");
  const isPort = 0 < colon && /^\d{1,5}$/u.test(text.slice(colon + 1));
  return isPort ? [text.slice(0, colon), text.slice(colon)] : [text, ""];
}

function trailingPunctuation(text: string): string {
  let from = text.length;
  while (0 < from && ".:!?".includes(text[from - 1]!)) from--;
  return text.slice(from);
}
