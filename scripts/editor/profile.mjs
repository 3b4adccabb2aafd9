import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** One person's VS Code: settings, extensions, logs, all below one folder. @typedef {{ readonly folder: string }} Profile */

/** Nothing that asks, moves, or calls home. */
const quiet = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "npm.fetchOnlinePackageInfo": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  "git.openRepositoryInParentFolders": "never",
  "git.autofetch": false,
  "security.workspace.trust.enabled": false,
};

/** What a test wants beyond that: each run and each picture alike. */
const steady = {
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.reduceMotion": "on",
  "editor.cursorBlinking": "solid",
  "window.dialogStyle": "custom",
  "window.titleBarStyle": "custom",
  "files.autoSave": "off",
};

/** A profile that is new, and gone when this program ends. @returns {Promise<Profile>} */
export async function createTestProfile() {
  const folder = await mkdtemp(join(tmpdir(), "incident-notes-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return createProfile(folder, steady);
}

/** A profile that keeps what its user changes. @returns {Promise<Profile>} */
export function createLastingProfile(/** @type {string} */ folder) {
  return createProfile(folder, {});
}

/** @returns {Promise<Profile>} */
async function createProfile(/** @type {string} */ folder, /** @type {object} */ settings) {
  const profile = { folder };
  await mkdir(extensionsFolder(profile), { recursive: true });
  await writeFile(configFile(profile), "auth: none\ncert: false\n");
  if (!existsSync(settingsFile(profile))) await writeSettings(profile, settings);
  return profile;
}

/** Sets the user's settings, over the quiet ones. */
export async function writeSettings(/** @type {Profile} */ profile, /** @type {object} */ settings) {
  const text = JSON.stringify({ ...quiet, ...settings }, undefined, 2);
  // A server's window takes what belongs to the machine from the server's settings, and from there alone.
  for (const file of [settingsFile(profile), machineSettingsFile(profile)]) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** For a test: the quiet and the steady settings, and its own. */
export function writeTestSettings(/** @type {Profile} */ profile, /** @type {object} */ settings) {
  return writeSettings(profile, { ...steady, ...settings });
}

export const extensionsFolder = (/** @type {Profile} */ { folder }) => join(folder, "extensions");
export const configFile = (/** @type {Profile} */ { folder }) => join(folder, "config.yaml");
const settingsFile = (/** @type {Profile} */ { folder }) => join(folder, "data", "User", "settings.json");
const machineSettingsFile = (/** @type {Profile} */ { folder }) =>
  join(folder, "data", "Machine", "settings.json");
