import { expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench({
  settings: () => ({
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
  }),
});

test("in Restricted Mode evidence is read, and nothing leaves or is written", async () => {
  await workbench.openContainer("Incident Notes");
  const remote = workbench.row("203.0.113.77");
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
