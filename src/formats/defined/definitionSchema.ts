import { families } from "../../core/format.ts";
import { useNames } from "../patterns/useNames.ts";

/** What a value of a definition may be: the part of JSON Schema that editors and `schemaProblems` both know. */
export interface ValueSchema {
  readonly type?: "string" | "number" | "boolean" | "object" | "array" | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: ValueSchema;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly additionalProperties?: ValueSchema | false;
  readonly required?: readonly string[];
}

/** A time that stands in two columns, or under two keys. */
const timeHalves: readonly string[] = ["date", "clock"];

export const separators = [",", ";", "|", "\t", " "] as const;

export const definitionKinds = ["pattern", "delimited", "keyValue", "header"] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** What each kind cannot do without, beside what all need. */
export const requiredByKind: { readonly [K in DefinitionKind]: readonly string[] } = {
  pattern: ["pattern"],
  delimited: ["separator", "columns"],
  keyValue: ["fields"],
  header: ["separator", "fields"],
};

const text = (maxLength: number, description: string) =>
  ({ type: "string", minLength: 1, maxLength, description }) as const;
const texts = (maxItems: number, each: number, description: string) =>
  ({
    type: "array",
    maxItems,
    description,
    items: { type: "string", minLength: 1, maxLength: each },
  }) as const;
const use = {
  type: "string",
  enum: [...useNames, ...timeHalves],
  description: "The field that this value is.",
} as const;

/** The document of one format that a user defines. The schema that editors complete by is written from it. */
export const definitionSchema = {
  type: "object",
  description: "A log format of your own: docs/formats.md of Incident Notes.",
  required: ["id", "title", "family", "kind", "samples"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string", maxLength: 1000 },
    id: {
      ...text(60, "vendor.product, as in acme.gate: what a fence and --format name it by."),
      pattern: "^[a-z0-9][a-z0-9_-]*\\.[a-z0-9][a-z0-9._-]*$",
    },
    title: {
      ...text(80, "What people call it, in plain words."),
      // It stands in reports and tables: nothing of Markdown, HTML or a terminal.
      pattern: "^[\\p{L}\\p{N} ,.:;()/&'+_-]*$",
    },
    family: {
      type: "string",
      enum: families.filter((family) => family !== "procmon"),
      description:
        "netstat: sockets; fwlog: firewalls, routers, flows; tasklist: processes; hashes: sums of files.",
    },
    kind: { type: "string", enum: definitionKinds, description: "How its lines are built." },
    reference: text(1000, "The vendor's page."),
    pattern: {
      ...texts(16, 1000, ""),
      minItems: 1,
      type: ["string", "array"],
      maxLength: 1000,
      description:
        'A line with its values as {field}: "{time} {action} {transport} {source}:{sourcePort} -> {destination}:{destinationPort}". A blank stands for any blanks, {any} for what is not kept, {{ for a brace. Of several the first that fits is taken.',
    },
    separator: {
      type: "string",
      enum: separators,
      description:
        "What stands between two columns or pairs: , ; | a tab (\\t), or a blank for any number of blanks.",
    },
    columns: {
      type: "array",
      minItems: 2,
      maxItems: 256,
      description: "The columns in their order; an empty name for one that is not kept.",
      items: { type: "string", enum: [...useNames, ...timeHalves, ""] },
    },
    header: text(60, "What stands before the names in the line that names the columns, as #fields does."),
    assign: { type: "string", enum: ["=", ":"], description: "What stands between a key and its value; =." },
    marks: {
      ...texts(
        16,
        100,
        "Keys, or pairs as type=traffic, that every line of keys and values has; the two addresses.",
      ),
      minItems: 1,
    },
    fields: {
      type: "object",
      maxProperties: 256,
      description: "For each key or name of a column the field that it is.",
      additionalProperties: use,
    },
    actions: {
      type: "object",
      maxProperties: 256,
      description:
        "What words of the action mean, beside those that vendors share (allow, deny, drop, built …).",
      additionalProperties: { type: "string", enum: ["allowed", "denied", "start", "end", "info"] },
    },
    dates: {
      type: "string",
      enum: ["day-first", "month-first"],
      description: "How 02/07/2031 is meant.",
    },
    zone: text(60, "The zone of times that print none: Europe/Berlin, UTC, +02:00."),
    syslog: {
      type: "boolean",
      description: "Whether a syslog head (priority, time, host, program) may stand before the line.",
    },
    absent: texts(32, 40, "What stands where there is no value; - where it is not said."),
    ignorable: texts(64, 200, "How lines begin that are no evidence: comments, rules."),
    samples: {
      type: "array",
      minItems: 1,
      maxItems: 64,
      description: "Lines with what they must mean. They are read whenever the definition is loaded.",
      items: {
        type: "object",
        required: ["line", "means"],
        additionalProperties: false,
        properties: {
          line: { type: "string", maxLength: 8000, description: "A line as the device writes it." },
          means: {
            type: ["object", "string"],
            maxProperties: 64,
            maxLength: 40,
            description:
              'For each field what it must be, as in { "sourcePort": 49731, "eventType": "denied" }; or "nothing" for a line that is no evidence.',
            additionalProperties: { type: ["string", "number"], maxLength: 1000 },
          },
        },
      },
    },
  },
} as const satisfies ValueSchema;

/** The same as a document that editors take, with what each kind needs. */
export function definitionJsonSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A log format of Incident Notes",
    ...definitionSchema,
    allOf: definitionKinds.map((kind) => ({
      if: { properties: { kind: { const: kind } } },
      // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema.
      then: { required: requiredByKind[kind] },
    })),
  };
}
