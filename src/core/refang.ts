/** What was defanged, as it was, also by other people's habits: `hxxp`, `(.)`, `[dot]`, `[://]`, `[at]`. */
export function refang(text: string): string {
  // Most values of a long list are not defanged.
  if (!mayBeDefanged.test(text)) return text;
  return spellings.reduce((done, [pattern, plain]) => done.replace(pattern, plain), text);
}

/** Each spelling has one of these. */
const mayBeDefanged = /[[({]|xxp|fxp/iu;

const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bhxxp/giu, "http"],
  [/\bfxp(?=s?\[?:)/giu, "ftp"],
  [/\[:\/\/\]/gu, "://"],
  [/\[:\]/gu, ":"],
  [/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)/giu, "."],
  [/\[@\]|\[at\]|\(at\)/giu, "@"],
];
