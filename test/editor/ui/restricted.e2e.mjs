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
  const input = workbench.page.locator(".quick-input-widget input[type=text]");
  const offered = workbench.page.locator(".quick-input-list .monaco-list-row");
  const pasting = offered.filter({ hasText: "Paste as Evidence" });
  for (const title of [
    "Hash File…",
    "Add to Findings",
    "Generate Findings",
    "Watch Sockets of This Machine…",
  ]) {
    await input.fill(">Incident Notes: Paste as Evidence");
    await pasting.waitFor();
    await input.fill(`>Incident Notes: ${title}`);
    await pasting.waitFor({ state: "detached" });
    expect(await offered.filter({ hasText: title }).count()).toBe(0);
  }
});
