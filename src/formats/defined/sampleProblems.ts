import { type FieldIndex, field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import { isoText } from "../../core/instant.ts";
import { type IssueCode, issueKinds } from "../../core/issue.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { useNamed } from "../patterns/useNames.ts";
import type { DefinedFormat } from "./definedFormat.ts";
import type { DefinitionSample } from "./formatDefinition.ts";
import type { DefinitionProblem, JsonPath } from "./schemaProblems.ts";

type Reached = ((bytes: Uint8Array, end: number) => number) | undefined;

/** The word of a sample that is no evidence. */
const nothing = "nothing";

/** What a definition's own samples are read as, against what they must mean. One after the other, as in a file. */
export function sampleProblems(
  { format, reached }: Extract<DefinedFormat, { kind: "format" }>,
  samples: readonly DefinitionSample[],
): readonly DefinitionProblem[] {
  const reader = format.reader();
  return samples.flatMap((sample, i) => new SampleCheck(reader, sample, i).problems(reached));
}

class SampleCheck {
  readonly #reader: LineReader;
  readonly #sample: DefinitionSample;
  readonly #index: number;
  readonly #row = new Row();

  constructor(reader: LineReader, sample: DefinitionSample, index: number) {
    this.#reader = reader;
    this.#sample = sample;
    this.#index = index;
  }

  problems(reached: Reached): readonly DefinitionProblem[] {
    const { line, means } = this.#sample;
    const bytes = new LineBytes();
    bytes.set(line);
    this.#row.clear(bytes.bytes);
    const kind = this.#reader.read(bytes.bytes, 0, bytes.length, this.#row);
    if (typeof means === "string") return this.#nothingProblems(kind, means);
    if (kind !== "row") {
      const fits = reached ? bytes.column(reached(bytes.bytes, bytes.length)) : line.length;
      const rest = line.slice(fits, fits + 40);
      const where = rest === "" ? "" : `: it fits up to column ${fits + 1}, before "${rest}"`;
      return [this.#problem(["line"], `is no row of this format${where}`)];
    }
    const flaws = this.#row.flaws.map(({ code, from, to }) =>
      this.#problem(["line"], `has "${bytes.text({ start: from, end: to })}": ${flawWords(code)}`),
    );
    return [...flaws, ...Object.keys(means).flatMap((name) => this.#fieldProblem(name, means[name]!) ?? [])];
  }

  #nothingProblems(kind: string, means: string): readonly DefinitionProblem[] {
    if (means !== nothing)
      return [this.#problem(["means"], `is to mean fields, or "${nothing}" where it is no evidence`)];
    const isNone = kind === "ignorable" || kind === "heading";
    return isNone ? [] : [this.#problem(["line"], `is to be nothing, but it is ${kindWords[kind] ?? kind}`)];
  }

  #fieldProblem(name: string, expected: string | number): DefinitionProblem | undefined {
    const read = this.#valueOf(name);
    if (read === "no field") return this.#problem(["means", name], `names ${name}, which is no field`);
    if (read.includes(String(expected))) return undefined;
    const [first] = read;
    const message = first === undefined ? `reads no ${name}` : `reads ${name} ${first}, not ${expected}`;
    return this.#problem(["means", name], message);
  }

  /** The ways in which a field's value may be written; none where the row does not have it. */
  #valueOf(name: string): readonly string[] | "no field" {
    const row = this.#row;
    if (name === "eventType") return row.eventType ? [row.eventType] : [];
    const use = useNamed(name);
    const index = use === undefined ? undefined : (field as Readonly<Record<string, FieldIndex>>)[use];
    if (index === undefined) return "no field";
    const text = row.text(index);
    if (index === field.direction) return row.direction === "unknown" ? [] : [row.direction, text ?? ""];
    if (index === field.time) return Number.isNaN(row.time) ? [] : [timeText(row), text ?? ""];
    return text === undefined ? [] : [text];
  }

  #problem(path: JsonPath, message: string): DefinitionProblem {
    return { path: ["samples", this.#index, ...path], message: `Sample ${this.#index + 1} ${message}.` };
  }
}

/** `there is no such port` */
function flawWords(code: IssueCode): string {
  const { title } = issueKinds[code];
  return title.charAt(0).toLowerCase() + title.slice(1);
}

const kindWords: Readonly<Record<string, string>> = { row: "read as a row", unknown: "not understood" };

/** As `incident-notes parse` prints it, but for a zone or year that the line leaves out. */
function timeText(row: Row): string {
  const utcOffset = Number.isNaN(row.utcOffset) ? {} : { utcOffset: row.utcOffset };
  return isoText({ micros: row.time, digits: row.timeDigits, assumed: [], ...utcOffset });
}
