import type { ValueSchema } from "./definitionSchema.ts";

/** Names of properties and indexes of entries that lead to a value. */
export type JsonPath = readonly (string | number)[];

/** Something wrong with a definition, and where. */
export interface DefinitionProblem {
  readonly path: JsonPath;
  /** One sentence, without the place. */
  readonly message: string;
}

/** Problems are told up to this many: a definition that is all wrong is not of this kind. */
const mostProblems = 50;

/** What keeps a value from being what its schema says. */
export function schemaProblems(value: unknown, schema: ValueSchema): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  check(value, schema, [], problems);
  return problems;
}

function check(value: unknown, schema: ValueSchema, path: JsonPath, problems: DefinitionProblem[]): void {
  if (mostProblems <= problems.length) return;
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (0 < types.length && !types.includes(typeOf(value)))
    problems.push({
      path,
      message: `This is to be ${types.map((type) => articles[type] ?? type).join(" or ")}.`,
    });
  else if (typeof value === "string") checkText(value, schema, path, problems);
  else if (Array.isArray(value)) checkEntries(value, schema, path, problems);
  else if (isObject(value)) checkProperties(value, schema, path, problems);
}

const articles: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === "object";
}

function checkText(value: string, schema: ValueSchema, path: JsonPath, problems: DefinitionProblem[]): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const say = (message: string) => problems.push({ path, message });
  if (value.length < minLength) say("This must not be empty.");
  else if (maxLength < value.length) say(`This has ${value.length} characters; ${maxLength} are the most.`);
  else if (schema.enum && !schema.enum.includes(value))
    say(`"${value.slice(0, 60)}" is none of ${listed(schema.enum)}.`);
  else if (pattern !== undefined && !new RegExp(pattern, "u").test(value))
    say(`"${value}" does not have the form that is asked for: ${schema.description ?? pattern}`);
}

function listed(words: readonly string[]): string {
  const shown = words
    .filter((word) => word !== "")
    .map((word) => (/^\w/.test(word) ? word : JSON.stringify(word)));
  return shown.length <= 12
    ? shown.join(", ")
    : `${shown.slice(0, 12).join(", ")} … (${shown.length} in all)`;
}

function checkEntries(
  value: readonly unknown[],
  { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items }: ValueSchema,
  path: JsonPath,
  problems: DefinitionProblem[],
): void {
  if (value.length < minItems)
    problems.push({
      path,
      message: `This needs ${minItems} ${minItems === 1 ? "entry" : "entries"} at least.`,
    });
  if (maxItems < value.length)
    problems.push({ path, message: `This has ${value.length} entries; ${maxItems} are the most.` });
  else if (items) for (const [i, entry] of value.entries()) check(entry, items, [...path, i], problems);
}

function checkProperties(
  value: Readonly<Record<string, unknown>>,
  { required = [], properties = {}, additionalProperties, maxProperties = 1000 }: ValueSchema,
  path: JsonPath,
  problems: DefinitionProblem[],
): void {
  const names = Object.keys(value);
  for (const name of required)
    if (!Object.hasOwn(value, name)) problems.push({ path, message: `"${name}" is missing.` });
  if (maxProperties < names.length)
    return void problems.push({
      path,
      message: `This has ${names.length} names; ${maxProperties} are the most.`,
    });
  for (const name of names) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    const at = [...path, name];
    if (schema === false) problems.push({ path: at, message: `There is no "${name.slice(0, 60)}" here.` });
    else if (schema) check(value[name], schema, at, problems);
  }
}
