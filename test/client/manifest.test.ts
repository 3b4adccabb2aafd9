import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/protocol/commands.ts";
import { treeNames } from "../../src/protocol/messages.ts";

const root = join(import.meta.dirname, "..", "..");
const { contributes, capabilities } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const ids: readonly string[] = contributes.commands.map((each: { command: string }) => each.command);
const settings: Readonly<Record<string, { readonly scope: string; readonly markdownDescription: string }>> =
  contributes.configuration.properties;

/** All texts of a part of the manifest. */
function textsOf(part: unknown): readonly string[] {
  if (typeof part === "string") return [part];
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(textsOf) : [];
}

describe("the manifest", () => {
  test("names only commands that there are", () => {
    const { menus, keybindings, viewsWelcome, walkthroughs } = contributes;
    const text = JSON.stringify({ menus, keybindings, viewsWelcome, walkthroughs });
    const named = [...text.matchAll(/(?:"command":"|onCommand:|\(command:)(incidentNotes\.\w+)["')]/g)].map(
      ([, id]) => id!,
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("has every command that the server may name", () => {
    expect(Object.values(commands).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("has a view for every tree, with a welcome for an open folder and for none", () => {
    for (const name of treeNames) {
      const id = `incidentNotes.${name}`;
      expect(contributes.views.incidentNotes.map((view: { id: string }) => view.id)).toContain(id);
      const welcomes = contributes.viewsWelcome.filter(({ view }: { view: string }) => view === id);
      for (const state of ["== empty", "!= empty"])
        expect(welcomes.some(({ when }: { when: string }) => when.includes(`workbenchState ${state}`))).toBe(
          true,
        );
    }
  });

  test("takes no key, address or path from a workspace", () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const outward = Object.keys(settings).filter((id) => /virusTotal|hostPaths|processMonitor/.test(id));
    for (const id of outward) expect(settings[id]?.scope).toMatch(/^(?:application|machine)$/);
    expect(restrictedConfigurations).toEqual(expect.arrayContaining(outward));
    for (const id of restrictedConfigurations) expect(settings).toHaveProperty([id]);
  });

  test("describes every setting", () => {
    for (const [id, { markdownDescription }] of Object.entries(settings))
      expect(markdownDescription, id).toMatch(/\.$/);
  });

  test("has every page and picture that it names", () => {
    const pages = textsOf(contributes).filter((text) => /^(?:\.\/)?(?:docs|media|syntaxes)\/\S+$/.test(text));
    expect(pages.filter((page) => !existsSync(join(root, page)))).toEqual([]);
  });
});
