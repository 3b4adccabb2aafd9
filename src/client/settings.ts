import { Uri, workspace } from "vscode";
import { usualProgram } from "../core/monitorCapture.ts";
import { type InitializationOptions, inlayHintSettings } from "../protocol/messages.ts";
import type { HostPaths } from "./hash/hostPath.ts";

export const section = "incidentNotes";

/** Settings as the server is told them. */
export function serverSettings(documentation: string, cache: Uri): InitializationOptions {
  const include = texts("evidence.include");
  const exclude = texts("evidence.exclude");
  const zone = text("zone");
  const databases = addressDatabases();
  const formats: unknown = workspace.getConfiguration(section).get("formats");
  const megabytes = Math.max(0, fromUser("cache.maximumSize", 1024));
  return {
    documentation,
    views: true,
    ...(include.length === 0 ? {} : { include }),
    ...(exclude.length === 0 ? {} : { exclude }),
    ...(zone === "" ? {} : { zone }),
    ...(databases.length === 0 ? {} : { addressDatabases: databases }),
    ...(Array.isArray(formats) && 0 < formats.length ? { formats: JSON.parse(JSON.stringify(formats)) } : {}),
    ...(0 < megabytes && cache.scheme === "file" ? { cache: { folder: cache.fsPath, megabytes } } : {}),
    archives: {
      gigabytes: number("archives.maximumSize", 8),
      ratio: number("archives.maximumRatio", 1000),
    },
    inlayHints: Object.fromEntries(inlayHintSettings.map((kind) => [kind, isOn(`inlayHints.${kind}`)])),
  };
}

/** Uris of files outside of the case's folders that are of the case. A path counts as one of this machine. */
export function referredFiles(): readonly string[] {
  if (!workspace.isTrusted) return [];
  return texts("evidence.files").map((file) =>
    /^[a-z][\w+.-]+:/i.test(file) ? file : Uri.file(file).toString(),
  );
}

/** Of machine scope: what a workspace says is not even looked at. */
export function hostPaths(): HostPaths {
  const value: unknown = workspace.getConfiguration(section).inspect("hostPaths")?.globalValue;
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, path]) => typeof path === "string"));
}

/** Where Process Monitor is on a host that is captured. Of machine scope, as `hostPaths`. */
export function monitorProgram(): string {
  const value: unknown = workspace.getConfiguration(section).inspect("processMonitor.path")?.globalValue;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : usualProgram;
}

/** Databases of addresses of this machine, or folders of them. Of machine scope, as `hostPaths`. */
function addressDatabases(): readonly string[] {
  const value: unknown = workspace.getConfiguration(section).inspect("addressDatabases")?.globalValue;
  return Array.isArray(value)
    ? value.filter((entry) => typeof entry === "string" && entry.trim() !== "")
    : [];
}

export const virusTotalSettings = {
  address: () => fromUser("virusTotal.address", ""),
  questionsPerMinute: () => Math.max(1, fromUser("virusTotal.questionsPerMinute", 4)),
};

/** The findings' file, relative to the case. */
export function findingsFile(): string {
  return text("findingsFile") || "findings.md";
}

export function zoneSetting(): string {
  return text("zone");
}

/** Of application scope; a value of another type counts as none. */
function fromUser<Value extends string | number>(name: string, otherwise: Value): Value {
  const value: unknown = workspace.getConfiguration(section).inspect(name)?.globalValue;
  return typeof value === typeof otherwise ? (value as Value) : otherwise;
}

/** What is not switched off is on. */
function isOn(name: string): boolean {
  return workspace.getConfiguration(section).get(name) !== false;
}

function number(name: string, otherwise: number): number {
  const value: unknown = workspace.getConfiguration(section).get(name);
  return typeof value === "number" && 0 < value ? value : otherwise;
}

function text(name: string): string {
  const value: unknown = workspace.getConfiguration(section).get(name);
  return typeof value === "string" ? value.trim() : "";
}

function texts(name: string): readonly string[] {
  const value: unknown = workspace.getConfiguration(section).get(name);
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
