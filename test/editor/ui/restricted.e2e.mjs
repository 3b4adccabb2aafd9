import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench({
  settings: () => ({
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
  }),
});

const row = "  TCP    10.99.0.7:50001        198.51.100.200:443     ESTABLISHED     7007\n";

test("in Restricted Mode evidence is read, and nothing leaves or is written", async () => {
  await writeFile(join(workbench.folder, "evening.netstat"), row);
  await workbench.openContainer("Incident Notes");
  const remote = workbench.row("198.51.100.200");
  await remote.waitFor();
  await remote.hover();
  await remote.locator('.action-label[aria-label^="Reveal in Editor"]').waitFor();
  expect(await remote.locator('.action-label[aria-label^="Look Up"]').count()).toBe(0);

  await workbench.page.keyboard.press("F1");
  await workbench.page.keyboard.type("Incident Notes: ");
  const offered = workbench.page.locator(".quick-input-list .monaco-list-row");
  await offered.filter({ hasText: "Paste as Evidence" }).waitFor();
  for (const title of ["Hash File", "Add to Findings", "Generate Findings"])
    expect(await offered.filter({ hasText: title }).count()).toBe(0);
});
