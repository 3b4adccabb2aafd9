// How long VS Code says that activating the extension took, with a case open: `npm run bench -- activation`.
import { expect, test } from "vitest";
import { manifest } from "../../../scripts/repository.mjs";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();
const windows = 5;

test("activation", async () => {
  const times = [];
  for (let i = 0; i < windows; i++) {
    if (0 < i) {
      await workbench.close();
      await workbench.open("dark");
    }
    await workbench.openFile("pfirewall.log");
    await workbench.codeLens("473 rows").waitFor();
    await workbench.command("Developer: Show Running Extensions");
    const row = workbench.page.locator(".runtime-extensions-editor .extension", {
      has: workbench.page.getByText(manifest.displayName, { exact: true }),
    });
    const text = await row.locator(".activation-time").textContent();
    times.push(Number(/(\d+) ?ms/.exec(text ?? "")?.[1]));
    await workbench.command("View: Close All Editors");
  }
  times.sort((a, b) => a - b);
  console.log(`activation: ${times.join(", ")} ms in ${windows} windows`);
  expect(times.every(Number.isFinite)).toBe(true);
});
