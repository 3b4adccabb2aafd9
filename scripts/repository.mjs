import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of the repository's root. */
export const root = join(import.meta.dirname, "..");

/** Absolute path of something in the repository. */
export const inRoot = (/** @type {string[]} */ ...segments) => join(root, ...segments);

/** @type {{ readonly name: string, readonly displayName: string, readonly publisher: string, readonly version: string }} */
export const manifest = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));

/** The name VS Code knows the extension by. */
export const extensionId = `${manifest.publisher}.${manifest.name}`;

export const vsixFile = inRoot(`${manifest.name}.vsix`);

/** The case that `npm start` and the editor tests open, always as a copy. */
export const sampleCase = inRoot("media", "sample-case");

/** Pictures that the editor tests take, to be looked at by a person; not kept in the repository. */
export const shots = inRoot("shots");
