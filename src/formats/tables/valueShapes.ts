import { ascii, hasWordAt, isDigit, isLetter, isWord } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { tcpStateOf } from "../../core/tcpState.ts";
import { allDigits, allHexDigits } from "../cells/cellShapes.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import type { Tokens } from "./tokens.ts";

/**
 * What the values of a column look like. `text` may have blanks in it, and `word` anything else; `letters` is a word
 * such as a TCP state.
 */
export type ValueShape =
  | "number"
  | "integer"
  | "decimal"
  | "hex"
  | "hash"
  | "treeName"
  | "nameAndPid"
  | "address"
  | "port"
  | "endpoint"
  | "transport"
  | "letters"
  | "tcpState"
  | "word"
  | "time"
  | "psStart"
  | "psDate"
  | "psTime"
  | "terminal"
  | "text";

type Fits = (bytes: Uint8Array, from: number, to: number) => boolean;

/** Shapes of one word. */
const wordShapes: Readonly<Partial<Record<ValueShape, Fits>>> = {
  number: (bytes, from, to) => allDigits(bytes, from, to) || isAbsent(bytes, from, to),
  integer: (bytes, from, to) =>
    allDigits(bytes, bytes[from] === ascii.minus ? from + 1 : from, to) || isAbsent(bytes, from, to),
  decimal: (bytes, from, to) => isDecimal(bytes, from, to) || isAbsent(bytes, from, to),
  hex: isHex,
  hash: isHash,
  treeName: isTreeName,
  nameAndPid: endsWithPid,
  address: isAddressLike,
  port: (bytes, from, to) =>
    allDigits(bytes, from, to) || isStar(bytes, from, to) || isAbsent(bytes, from, to),
  endpoint: isEndpoint,
  transport: isTransport,
  letters: (bytes, from, to) => isAbsent(bytes, from, to) || (1 < to - from && isLetter(bytes[from])),
  tcpState: (bytes, from, to) =>
    isStar(bytes, from, to) || tcpStateOf(textOf(bytes, from, Math.min(to, from + 24))) !== undefined,
  word: () => true,
  psStart: isPsStart,
  psTime: isPsTime,
  terminal: isTerminal,
};

/** Whether a word is a value of this shape, or may begin one. */
export function isWordOfShape(shape: ValueShape, bytes: Uint8Array, from: number, to: number): boolean {
  return wordShapes[shape]?.(bytes, from, to) ?? true;
}

/** How many words from `token` on are a value of this shape; 0 where none is. Text is not measured here. */
export function wordsOfShape(shape: ValueShape, bytes: Uint8Array, tokens: Tokens, token: number): number {
  if (tokens.count <= token) return 0;
  const [from, to] = [tokens.from[token]!, tokens.to[token]!];
  const fits = wordShapes[shape];
  if (fits?.(bytes, from, to)) return 1;
  if (shape === "time") return wordsOfTime(bytes, tokens, token);
  if (shape === "psDate") return wordsOfPsDate(bytes, tokens, token);
  return shape === "psStart" ? wordsOfMonthDay(bytes, tokens, token) : 0;
}

/** Whether a whole cell has this shape; what a table cut (`…`) may have any. */
export function hasShape(shape: ValueShape, bytes: Uint8Array, from: number, to: number): boolean {
  const fits = wordShapes[shape];
  if (fits) return fits(bytes, from, to) || isCut(bytes, from, to);
  return shape !== "time" || isDigit(bytes[from]) || isAbsent(bytes, from, to) || isLetter(bytes[from]);
}

/** `C:\Windows\…`, `9F86D081884C...` */
export function isCut(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from > 3 && (hasWordAt(bytes, to - 3, to, "...") || hasEllipsis(bytes, to - 3));
}

function hasEllipsis(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0xa6;
}

/** `-`, `------`, `N/A` */
export function isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
  if (isWord(bytes, from, to, "N/A") || isWord(bytes, from, to, "None")) return true;
  for (let i = from; i < to; i++) if (bytes[i] !== ascii.minus) return false;
  return from < to;
}

function isStar(bytes: Uint8Array, from: number, to: number): boolean {
  return to === from + 1 && bytes[from] === ascii.asterisk;
}

function isDecimal(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isDigit(bytes[from])) return false;
  for (let i = from; i < to; i++)
    if (!isDigit(bytes[i]) && bytes[i] !== ascii.dot && bytes[i] !== ascii.comma) return false;
  return true;
}

function isHex(bytes: Uint8Array, from: number, to: number): boolean {
  return hasWordAt(bytes, from, to, "0x") && allHexDigits(bytes, from + 2, to);
}

/** `0xfffffa8005a80060:wscript.exe`, whose name may go on behind a blank. */
function isTreeName(bytes: Uint8Array, from: number, to: number): boolean {
  let colon = from;
  while (colon < to && bytes[colon] !== ascii.colon) colon++;
  return colon + 1 < to && isHex(bytes, from, colon);
}

/** `alg.exe:1420` */
function endsWithPid(bytes: Uint8Array, from: number, to: number): boolean {
  let at = to;
  while (from < at && isDigit(bytes[at - 1])) at--;
  return from + 1 < at && at < to && bytes[at - 1] === ascii.colon;
}

function isHash(bytes: Uint8Array, from: number, to: number): boolean {
  return 32 <= to - from && allHexDigits(bytes, from, to);
}

function isAddressLike(bytes: Uint8Array, from: number, to: number): boolean {
  return isStar(bytes, from, to) || isAbsent(bytes, from, to) || isPlainAddress(bytes, from, to);
}

/** `192.0.2.5:443`, `:::500`, `*:*`, `[2001:db8::1]:443`, `-:0` */
function isEndpoint(bytes: Uint8Array, from: number, to: number): boolean {
  let colon = to - 1;
  while (from < colon && bytes[colon] !== ascii.colon) colon--;
  if (colon === from) return false;
  const hasPort = isStar(bytes, colon + 1, to) || allDigits(bytes, colon + 1, to);
  const isBracketed = bytes[from] === ascii.leftBracket && bytes[colon - 1] === ascii.rightBracket;
  const [start, end] = isBracketed ? [from + 1, colon - 1] : [from, colon];
  return hasPort && isAddressLike(bytes, start, end);
}

function isTransport(bytes: Uint8Array, from: number, to: number): boolean {
  const word = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 8))).toLowerCase();
  return ["tcp", "udp", "tcpv4", "tcpv6", "udpv4", "udpv6", "tcp6", "udp6"].includes(word);
}

/** `2031-07-02 09:01:07.000000 UTC+0000`: a date, a clock, and maybe a zone. */
function wordsOfTime(bytes: Uint8Array, tokens: Tokens, token: number): number {
  const [from, to] = [tokens.from[token]!, tokens.to[token]!];
  if (isAbsent(bytes, from, to)) return 1;
  if (!isDate(bytes, from, to)) return 0;
  if (tokens.count <= token + 1 || !isClock(bytes, tokens.from[token + 1]!, tokens.to[token + 1]!))
    return 9 < to - from ? 1 : 0;
  const zone = tokens.from[token + 2]!;
  const hasZone =
    token + 2 < tokens.count &&
    (hasWordAt(bytes, zone, tokens.to[token + 2]!, "UTC") ||
      bytes[zone] === ascii.plus ||
      isHalf(bytes, zone, tokens.to[token + 2]!));
  return hasZone ? 3 : 2;
}

function isDate(bytes: Uint8Array, from: number, to: number): boolean {
  let marks = 0;
  for (let i = from; i < to && i < from + 10; i++) {
    const byte = bytes[i]!;
    if (byte === ascii.minus || byte === ascii.slash || byte === ascii.dot) marks++;
    else if (!isDigit(byte)) return false;
  }
  return marks === 2 && isDigit(bytes[from]);
}

function isHalf(bytes: Uint8Array, from: number, to: number): boolean {
  return isWord(bytes, from, to, "AM") || isWord(bytes, from, to, "PM");
}

/** `09:01`, `9:01:07.250` */
function isClock(bytes: Uint8Array, from: number, to: number): boolean {
  const colon = bytes[from + 1] === ascii.colon ? from + 1 : from + 2;
  return colon < to && isDigit(bytes[from]) && bytes[colon] === ascii.colon && isDigit(bytes[colon + 1]);
}

/** When `ps` says that a process started: `09:01`, `Jul02`, `02Jul31`, `12:10PM`, `Mon09AM`, `2031`. */
function isPsStart(bytes: Uint8Array, from: number, to: number): boolean {
  if (8 < to - from || to - from < 4) return isWord(bytes, from, to, "-") || isDate(bytes, from, to);
  if (isClock(bytes, from, to) || (to - from === 4 && allDigits(bytes, from, to))) return true;
  let letters = 0;
  let digits = 0;
  for (let i = from; i < to; i++) {
    if (isLetter(bytes[i]) || 0x7f < bytes[i]!) letters++;
    else if (isDigit(bytes[i])) digits++;
    else return false;
  }
  return 2 < letters && 0 < digits;
}

/** `Jul 02`, in two words. */
function wordsOfMonthDay(bytes: Uint8Array, tokens: Tokens, token: number): number {
  const [from, to] = [tokens.from[token]!, tokens.to[token]!];
  const next = token + 1;
  const isDay = next < tokens.count && tokens.to[next]! - tokens.from[next]! <= 2;
  if (to - from !== 3 || !isLetter(bytes[from]) || !isDay) return 0;
  return allDigits(bytes, tokens.from[next]!, tokens.to[next]!) ? 2 : 0;
}

/** `lstart`: `Wed Jul  2 09:01:07 2031`; or an ISO time. */
function wordsOfPsDate(bytes: Uint8Array, tokens: Tokens, token: number): number {
  const clock = token + 3;
  if (clock + 1 < tokens.count && isClock(bytes, tokens.from[clock]!, tokens.to[clock]!)) {
    const isYear = allDigits(bytes, tokens.from[clock + 1]!, tokens.to[clock + 1]!);
    if (isYear && isLetter(bytes[tokens.from[token]!])) return 5;
  }
  return wordsOfTime(bytes, tokens, token);
}

/** CPU time: `0:03`, `00:00:03`, `1-02:03:04`, `7:53.61`, BusyBox's `1h23`, `0:00`. */
function isPsTime(bytes: Uint8Array, from: number, to: number): boolean {
  let colons = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === ascii.colon || byte === lowerH || byte === lowerD) colons++;
    else if (!isDigit(byte) && byte !== ascii.minus && byte !== ascii.dot) return false;
  }
  return (0 < colons && isDigit(bytes[from])) || isWord(bytes, from, to, "-");
}

const terminals = ["?", "pts", "tty", "con", "-", "s0", "co", "ht", "vc", "v0", "v1"];

/** `?`, `??`, `pts/0`, `ttys001`, `console`, `v0-`, `-` */
function isTerminal(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from < 16 && terminals.some((start) => hasWordAt(bytes, from, to, start));
}

const lowerH = 0x68;
const lowerD = 0x64;
