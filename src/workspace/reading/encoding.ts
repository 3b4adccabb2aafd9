import { putUtf8 } from "../../core/lineBytes.ts";

/** How a file's bytes stand for text. Names are those of the WHATWG Encoding Standard where it has one. */
export type EncodingName =
  | "utf-8"
  | "utf-16le"
  | "utf-16be"
  | "ibm850"
  | "ibm866"
  | "gbk"
  | "big5"
  | "euc-kr"
  | "shift_jis"
  | "windows-1251"
  | "windows-1252";

export interface Encoding {
  readonly name: EncodingName;
  /** Length of the byte order mark. */
  readonly mark: 0 | 2 | 3;
  /** Whether the bytes prove it, or it was only the likeliest. */
  readonly how: "proved" | "assumed";
}

/** Says how a file is encoded by its first bytes; undefined where they are no text. */
export function encodingOf(head: Uint8Array): Encoding | undefined {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: "utf-8", mark: 3, how: "proved" };
  if (a === 0xff && b === 0xfe) return { name: "utf-16le", mark: 2, how: "proved" };
  if (a === 0xfe && b === 0xff) return { name: "utf-16be", mark: 2, how: "proved" };
  const wide = wideEncoding(head);
  if (wide) return { name: wide, mark: 0, how: "assumed" };
  if (isBinary(head)) return undefined;
  if (isUtf8(head)) return { name: "utf-8", mark: 0, how: "proved" };
  return { name: likeliestCodePage(head), mark: 0, how: "assumed" };
}

/** ASCII in UTF-16 has a zero in every other byte; text in any other encoding has none. */
function wideEncoding(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(head.length, 4096) & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 1]!++;
  const [even = 0, odd = 0] = zeros;
  if (length < 8 || Math.max(even, odd) < length / 5) return undefined;
  if (even * 8 < odd) return "utf-16le";
  return odd * 8 < even ? "utf-16be" : undefined;
}

/** Logs with a stray NUL are text; a file full of control bytes is none. */
function isBinary(head: Uint8Array): boolean {
  let control = 0;
  // Counted by place: an iterator would take ten times as long before the loop is compiled.
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) control++;
  }
  return head.length < control * 12;
}

/** Whether all of it is UTF-8, save a character cut at the end. */
function isUtf8(head: Uint8Array): boolean {
  for (let i = 0; i < head.length; ) {
    const lead = head[i]!;
    const width = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (width === 0) return false;
    for (let k = 1; k < width && i + k < head.length; k++) if ((head[i + k]! & 0xc0) !== 0x80) return false;
    i += width;
  }
  return true;
}

interface ByteCounts {
  high: number;
  /** 0x80–0x9F: letters in OEM code pages, nearly unused in Windows ones. */
  low: number;
  /** Letters of Cyrillic in code page 866. */
  cyrillicOem: number;
  /** Letters of Cyrillic in code page 1251. */
  cyrillicWindows: number;
  /** High bytes in runs that are well-formed GBK pairs of common characters. */
  pairsGbk: number;
  /** Of these, the ones that are Hangul in Korean. */
  pairsHangul: number;
  pairsShiftJis: number;
  pairsBig5: number;
}

/**
 * The code page that makes most sense of the bytes. Consoles write OEM pages, so a Western one is taken for
 * 850 where it uses what 1252 leaves nearly empty. Columns are ASCII in all of them; only names suffer.
 */
function likeliestCodePage(head: Uint8Array): EncodingName {
  const counts = countHighBytes(head);
  if (counts.high * 0.9 <= counts.pairsGbk)
    return leastHangul < counts.high && counts.high * 0.9 <= counts.pairsHangul ? "euc-kr" : "gbk";
  if (counts.high * 0.9 <= counts.pairsShiftJis) return "shift_jis";
  if (counts.high * 0.9 <= counts.pairsBig5) return "big5";
  if (counts.high * 0.95 <= counts.cyrillicOem && counts.low < counts.high) return "ibm866";
  if (counts.high * 0.95 <= counts.cyrillicWindows && 8 < counts.high) return "windows-1251";
  return 0 < counts.low ? "ibm850" : "windows-1252";
}

/** Chinese uses a third of its common characters as often as Korean does: a few could be of either. */
const leastHangul = 12;

function countHighBytes(head: Uint8Array): ByteCounts {
  const counts: ByteCounts = {
    high: 0,
    low: 0,
    cyrillicOem: 0,
    cyrillicWindows: 0,
    pairsGbk: 0,
    pairsHangul: 0,
    pairsShiftJis: 0,
    pairsBig5: 0,
  };
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte < 0x80) continue;
    counts.high++;
    if (byte < 0xa0) counts.low++;
    const besideHigh = 0x80 <= (head[i - 1] ?? 0) || 0x80 <= (head[i + 1] ?? 0);
    if (besideHigh && (byte < 0xb0 || (0xe0 <= byte && byte < 0xf2))) counts.cyrillicOem++;
    if (besideHigh && 0xc0 <= byte) counts.cyrillicWindows++;
  }
  counts.pairsGbk = countPairs(head, (lead, trail) => 0xb0 <= lead && lead <= 0xf7 && 0xa1 <= trail);
  counts.pairsHangul = countPairs(head, (lead, trail) => 0xb0 <= lead && lead <= 0xc8 && 0xa1 <= trail);
  counts.pairsBig5 = countPairs(
    head,
    (lead, trail) =>
      0xa4 <= lead && lead <= 0xc9 && ((0x40 <= trail && trail <= 0x7e) || (0xa1 <= trail && trail <= 0xfe)),
  );
  counts.pairsShiftJis = countPairs(
    head,
    (lead, trail) =>
      ((0x81 <= lead && lead <= 0x9f) || (0xe0 <= lead && lead <= 0xea)) && 0x40 <= trail && trail !== 0x7f,
  );
  return counts;
}

/** High bytes in pairs that stand beside another pair: an umlaut and the letter behind it make a single one. */
function countPairs(head: Uint8Array, isPair: (lead: number, trail: number) => boolean): number {
  let inRuns = 0;
  for (let i = 0; i < head.length; i++) {
    let pairs = 0;
    let high = 0;
    for (; i + 1 < head.length && 0x80 <= head[i]! && isPair(head[i]!, head[i + 1]!); i += 2) {
      pairs++;
      high += head[i + 1]! < 0x80 ? 1 : 2;
    }
    if (1 < pairs) inRuns += high;
  }
  return inRuns;
}

/** Turns chunks of a file into chunks of UTF-8; what is UTF-8 already passes through untouched. */
export interface Transcoder {
  push(chunk: Uint8Array): Uint8Array;
}

export function transcoder(encoding: Encoding): Transcoder {
  let skip: number = encoding.mark;
  const withoutMark = (chunk: Uint8Array) => {
    const skipped = Math.min(skip, chunk.length);
    skip -= skipped;
    return skipped === 0 ? chunk : chunk.subarray(skipped);
  };
  const decode = decoderOf(encoding.name);
  return { push: (chunk) => decode(withoutMark(chunk)) };
}

function decoderOf(name: EncodingName): (chunk: Uint8Array) => Uint8Array {
  if (name === "utf-8") return (chunk) => chunk;
  if (name === "utf-16le" || name === "utf-16be") return wideDecoder(name === "utf-16le" ? 0 : 1);
  if (name === "ibm850")
    return (chunk) =>
      utf8OfText(Array.from(chunk, (byte) => codePage850[byte - 0x80] ?? String.fromCharCode(byte)).join(""));
  const decoder = new TextDecoder(name);
  return (chunk) => utf8OfText(decoder.decode(chunk, { stream: true }));
}

/** UTF-16 to UTF-8; half a unit or half a surrogate pair waits for the next chunk. */
function wideDecoder(highFirst: 0 | 1): (chunk: Uint8Array) => Uint8Array {
  let pendingByte = -1;
  let pendingHigh = -1;
  return (chunk) => {
    const out = new Uint8Array((chunk.length + 2) * 2);
    let length = 0;
    for (const byte of chunk) {
      if (pendingByte < 0) {
        pendingByte = byte;
        continue;
      }
      const unit = highFirst === 1 ? (pendingByte << 8) | byte : (byte << 8) | pendingByte;
      pendingByte = -1;
      if (0 <= pendingHigh) {
        const low = 0xdc00 <= unit && unit <= 0xdfff;
        length += putUtf8(
          out,
          length,
          low ? 0x10000 + ((pendingHigh - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd,
        );
        pendingHigh = -1;
        if (low) continue;
      }
      if (0xd800 <= unit && unit <= 0xdbff) pendingHigh = unit;
      else length += putUtf8(out, length, unit);
    }
    return out.subarray(0, length);
  };
}

function utf8OfText(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let length = 0;
  for (const char of text) length += putUtf8(out, length, char.codePointAt(0)!);
  return out.subarray(0, length);
}

/** Bytes 0x80–0xFF of code page 850, which no web platform decodes. https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT */
const codePage850 = [
  ..."ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
];
