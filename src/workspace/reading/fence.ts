import type { CaptureFacts } from "../../core/capture.ts";

/** The info string of a fence, read: ```` ```netstat host=WS-042 command="netstat -ano" ````. */
export interface FenceInfo {
  /** The first word: a family, a format's id, or a language that is none of ours. */
  readonly word: string;
  readonly facts: CaptureFacts;
}

const factNames = ["host", "captured", "zone", "year", "skew", "command", "sha256", "vendor"] as const;

/** Reads an info string of any content. A key that is no fact is left alone; the last of two equal keys counts. */
export function readFenceInfo(info: string): FenceInfo {
  const words = wordsOf(info);
  const facts: { -readonly [K in keyof CaptureFacts]: string } = {};
  for (const word of words) {
    const name = factNames.find((fact) => word.startsWith(`${fact}=`));
    if (name) facts[name] = unquoted(word.slice(name.length + 1));
  }
  const first = words[0] ?? "";
  return { word: first.includes("=") ? "" : first.toLowerCase(), facts };
}

/** The info string of a fence with these facts, in their fixed order. Values cannot leave the line or the quotes. */
export function fenceInfoText(word: string, facts: CaptureFacts): string {
  const parts = factNames.flatMap((name) => {
    const value = facts[name];
    return value === undefined ? [] : [`${name}=${quoted(value)}`];
  });
  return [word, ...parts].join(" ");
}

/** Blanks part words, except between double quotes. */
function wordsOf(info: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let inQuotes = false;
  for (const char of info) {
    if (char === '"') inQuotes = !inQuotes;
    if (!inQuotes && (char === " " || char === "\t")) {
      if (word !== "") words.push(word);
      word = "";
    } else word += char;
  }
  return word === "" ? words : [...words, word];
}

function unquoted(value: string): string {
  return value.replaceAll('"', "");
}

function quoted(value: string): string {
  const plain = value.replace(/[\p{Cc}"`]/gu, "");
  return /[ \t]/.test(plain) || plain === "" ? `"${plain}"` : plain;
}
