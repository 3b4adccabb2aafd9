import { type Zone, zoneNamed } from "../core/zone.ts";
import type { InlayHintChoice } from "../features/inlayHints.ts";
import { type ArchiveLimits, usualLimits } from "../node/archives/archiveLimits.ts";
import type { InitializationOptions } from "../protocol/messages.ts";
import type { ScanFolderSettings } from "./host.ts";

/** `InitializationOptions`, checked: any client may send anything. */
export interface Settings {
  readonly documentation: string | undefined;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Formats that the user defines, as JSON. */
  readonly definitions: readonly unknown[];
  /** Paths of databases of addresses, or of folders of them. */
  readonly addressDatabases: readonly string[];
  readonly zone: Zone | undefined;
  /** As the analyst named it, where that is a zone. */
  readonly zoneName: string | undefined;
  readonly inlayHints: InlayHintChoice;
  readonly archives: ArchiveLimits;
  /** Where scans are kept; undefined where they are not. */
  readonly cache: ScanFolderSettings | undefined;
  /** Whether the client shows views of lines. */
  readonly views: boolean;
}

export function readSettings(value: unknown): Settings {
  const given: { readonly [K in keyof InitializationOptions]?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  const zoneName = textOf(given.zone);
  const zone = zoneNamed(zoneName ?? "");
  return {
    documentation: textOf(given.documentation),
    include: textsOf(given.include),
    exclude: textsOf(given.exclude),
    definitions: Array.isArray(given.formats) ? given.formats : [],
    addressDatabases: textsOf(given.addressDatabases),
    zone,
    zoneName: zone && zoneName,
    inlayHints: hintsOf(given.inlayHints),
    archives: archiveLimitsOf(given.archives),
    cache: cacheOf(given.cache),
    views: given.views === true,
  };
}

/** Whoever says nothing of a kind gets it. */
function hintsOf(value: unknown): InlayHintChoice {
  const given: { readonly [K in keyof InlayHintChoice]?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  return {
    processNames: given.processNames !== false,
    serviceNames: given.serviceNames !== false,
    intervals: given.intervals !== false,
    utc: given.utc !== false,
  };
}

function archiveLimitsOf(value: unknown): ArchiveLimits {
  const given: { readonly gigabytes?: unknown; readonly ratio?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  const { bytes, ratio, members } = usualLimits;
  return {
    bytes: positive(given.gigabytes, bytes / 2 ** 30) * 2 ** 30,
    ratio: positive(given.ratio, ratio),
    members,
  };
}

function cacheOf(value: unknown): ScanFolderSettings | undefined {
  const given: { readonly folder?: unknown; readonly megabytes?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  const folder = textOf(given.folder);
  const bytes = positive(given.megabytes, 0) * 2 ** 20;
  return folder === undefined || bytes === 0 ? undefined : { folder, bytes };
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === "number" && 0 < value ? value : otherwise;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}
