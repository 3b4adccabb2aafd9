import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { AddressDatabases } from "../core/addressPlace.ts";
import { openAddressDatabases } from "../node/addressDatabases.ts";
import { visibleText } from "../report/escape.ts";
import { databasesPath } from "../workspace/places/addressPlaces.ts";
import { caseRoot } from "./caseBook.ts";
import type { Terminal } from "./terminal.ts";

/** The databases of the case, and those that a call names. Undefined after saying which of these cannot be used. */
export async function caseDatabases(
  folder: string,
  named: readonly string[],
  terminal: Terminal,
): Promise<AddressDatabases | undefined> {
  const root = await caseRoot(folder);
  const own = root === undefined ? undefined : join(root, databasesPath);
  const hasOwn = own !== undefined && (await stat(own).catch(() => undefined));
  const asked = named.map((path) => resolve(path));
  const { databases, refused } = await openAddressDatabases([...(hasOwn ? [own] : []), ...asked]);
  for (const { path, sentence } of refused) terminal.say(`incident-notes: ${visibleText(path)}: ${sentence}`);
  return refused.some(({ path }) => asked.includes(path)) ? undefined : databases;
}
