/** A table of which only the first rows are shown. The cells are Markdown. */
export interface Table<T> {
  readonly head: readonly string[];
  readonly values: readonly T[];
  readonly cellsOf: (value: T, index: number) => readonly string[];
  readonly most: number;
  /** Where the others are, as the end of a sentence. */
  readonly rest: string;
}

export function tableLines<T>({ head, values, cellsOf, most, rest }: Table<T>): readonly string[] {
  const rows = values.slice(0, most).map(cellsOf);
  const lines = [head, head.map(() => "---"), ...rows].map(tableLine);
  const more = values.length - most;
  return 0 < more ? [...lines, "", `… and ${counted(more)} more: ${rest}`] : lines;
}

/** `9,871` */
export function counted(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 gap`, `2 gaps` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : many}`;
}

/** Some of the texts, and how many others there are. */
export function few(texts: readonly string[], most: number): string {
  const more = texts.length - most;
  return texts.slice(0, most).join(", ") + (0 < more ? ` and ${counted(more)} more` : "");
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === "" ? "–" : cell)).join(" | ")} |`;
}
