/** What was defanged, as it was, also by other people's habits: `hxxp`, `(.)`, `[dot]`, `[://]`, `[at]`. */
export function refang(text: string): string {
  return spellings.reduce((done, [pattern, plain]) => done.replace(pattern, plain), text);
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bhxxp/giu, "http"],
  [/\bfxp(?=s?\[?:)/giu, "ftp"],
  [/\[:\/\/\]/gu, "://"],
  [/\[:\]/gu, ":"],
  [/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)/giu, "."],
  [/\[@\]|\[at\]|\(at\)/giu, "@"],
];
