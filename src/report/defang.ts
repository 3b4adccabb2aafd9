import { isOutside, parseAddress, scopeOf } from "../core/address.ts";
import { isDomain } from "../core/domain.ts";

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

/** What stands between blanks, quotes, brackets of prose and the signs of `key=value` lists. */
const piece = /[^\s=,;|"'`<>(){}]+/gu;
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
