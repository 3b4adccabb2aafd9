import { expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();

test("the Extensions view shows the extension as installed", async () => {
  await workbench.command("Extensions: Show Installed Extensions");
  const row = workbench.row("Incident Notes");
  await row.waitFor();
  expect(await row.textContent()).toContain("incident-notes");
  await workbench.shot("installed");
});

test.each(/** @type {const} */ (["light", "highContrast", "highContrastLight", "dark"]))(
  "the window can be shown in %s",
  async (theme) => {
    await workbench.setTheme(theme);
    await workbench.shot(`window-${theme}`);
  },
);
