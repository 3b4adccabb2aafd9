import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;

/** The cases of one page: each says what it claims. */
export function page<Case>(name: string): readonly (Case & { readonly claim: string })[] {
  return JSON.parse(readFileSync(join(folder, "pages", `${name}.json`), "utf8"));
}

/** The files of one folder of pages, by name. */
export function texts(...path: string[]): readonly { readonly claim: string; readonly text: string }[] {
  return readdirSync(join(folder, ...path))
    .sort()
    .map((name) => ({ claim: name, text: readFileSync(join(folder, ...path, name), "utf8") }));
}
