import { autostartFile, autostartValue } from "../../analysis/windows/autostartPlaces.ts";
import type { Deed, DeedKind } from "../../core/deed.ts";

/** How a deed is told: `loaded C:\Windows\System32\ws2_32.dll`. */
const verbs: { readonly [Kind in DeedKind]: string } = {
  "image loaded": "loaded",
  "file created": "created",
  "file written": "wrote",
  "file renamed": "renamed",
  "file deleted": "deleted",
  "registry set": "set",
  "registry deleted": "deleted",
  "process created": "started",
  "process started": "began",
  "process exited": "ended",
  "thread created": "started a thread",
  connected: "connected",
  sent: "sent",
  received: "received",
};

export function verbOf({ kind }: Deed): string {
  return verbs[kind];
}

/** Deeds that belong together, in the order in which they are listed. */
export interface DeedGroup {
  readonly id: string;
  readonly title: string;
  /** A codicon. */
  readonly icon: string;
  readonly kinds: readonly DeedKind[];
}

export const deedGroups: readonly DeedGroup[] = [
  {
    id: "children",
    title: "Processes it started",
    icon: "type-hierarchy-sub",
    kinds: ["process created"],
  },
  {
    id: "sends",
    title: "Sends and connections",
    icon: "arrow-swap",
    kinds: ["connected", "sent", "received"],
  },
  { id: "images", title: "Images loaded", icon: "library", kinds: ["image loaded"] },
  {
    id: "files",
    title: "Files changed",
    icon: "files",
    kinds: ["file created", "file written", "file renamed", "file deleted"],
  },
  {
    id: "registry",
    title: "Registry changed",
    icon: "settings",
    kinds: ["registry set", "registry deleted"],
  },
  { id: "threads", title: "Threads started", icon: "list-flat", kinds: ["thread created"] },
  { id: "life", title: "Begin and end", icon: "clock", kinds: ["process started", "process exited"] },
];

const registryKinds: ReadonlySet<DeedKind> = new Set(["registry set", "registry deleted"]);
const fileKinds: ReadonlySet<DeedKind> = new Set(["file created", "file written", "file renamed"]);

/** The place of autostart that was written: `a Run key`. */
export function autostartOf({ kind, path }: Deed): string | undefined {
  if (path === undefined) return undefined;
  if (registryKinds.has(kind)) return autostartValue(path)?.name;
  return fileKinds.has(kind) ? autostartFile(path)?.name : undefined;
}
