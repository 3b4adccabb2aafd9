/** Mean width of a sign of 12 pixels' height, in pixels: nobody measures text where there is no page. */
const signWidth = 6.6;

/** Bold signs are so much wider. */
export const boldShare = 1.16;

/** As much of a text as a width has room for, by its mean; an ellipsis stands for the rest. */
export function fittedText(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / signWidth));
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, Math.max(1, most - 1)).join("")}…`;
}

/** About how wide a text is, in pixels. */
export function widthOfText(text: string): number {
  return [...text].length * signWidth;
}

/** A paragraph as lines of at most so many pixels. */
export function wrappedText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOfText(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => fittedText(line, width));
}
