import { chromium } from "playwright-core";
import { findChromium } from "../setup/chromium.mjs";

const size = { width: 1400, height: 900 };

/** What a headless Chromium needs as root, without a graphics card, and to stay silent. */
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  // Letters in shades of gray: pictures of them are a third of the size.
  "--disable-lcd-text",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--disable-sync",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

/** A browser of its own for one window. Requests that would leave this machine are refused. */
export async function openBrowser() {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("There is no Chromium.");
  const browser = await chromium.launch({ executablePath, headless: true, args: switches });
  const context = await browser.newContext({
    viewport: size,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await context.route(leavesThisMachine, (route) => route.abort());
  return { page: await context.newPage(), close: () => browser.close() };
}

function leavesThisMachine(/** @type {URL} */ url) {
  return /^https?:$/.test(url.protocol) && !["127.0.0.1", "localhost"].includes(url.hostname);
}
