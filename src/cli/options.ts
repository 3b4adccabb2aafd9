import { parseArgs } from "node:util";
import type { Terminal } from "./terminal.ts";

export type OptionKinds = Readonly<Record<string, "string" | "strings" | "boolean">>;

/** A call's words, told apart. */
export interface Call {
  readonly paths: readonly string[];
  /** The value of an option that takes one. */
  value(name: string): string | undefined;
  /** The values of an option that may be given more than once. */
  values(name: string): readonly string[];
  has(name: string): boolean;
}

/** Undefined after saying what is wrong with the words. `letters` are the short forms of options. */
export function readCall(
  words: readonly string[],
  kinds: OptionKinds,
  terminal: Terminal,
  letters: Readonly<Record<string, string>> = {},
): Call | undefined {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, type]) => {
      const short = letters[name];
      const of = type === "strings" ? ({ type: "string", multiple: true } as const) : ({ type } as const);
      return [name, { ...of, ...(short === undefined ? {} : { short }) }];
    }),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
    });
    return {
      paths: positionals,
      value: (name) => {
        const value = values[name];
        return typeof value === "string" ? value : undefined;
      },
      values: (name) => {
        const value = values[name];
        return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
      },
      has: (name) => values[name] !== undefined,
    };
  } catch (error) {
    terminal.say(
      `incident-notes: ${error instanceof Error ? error.message : String(error)} (see: incident-notes help)`,
    );
    return undefined;
  }
}
