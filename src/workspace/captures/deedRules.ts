import type { DeedKind } from "../../core/deed.ts";

/** Which events are deeds: adding a kind of deed is adding a row. */
export interface DeedRule {
  /** As Process Monitor names it. */
  readonly operation: string;
  readonly kind: DeedKind;
  /** One of these stands in its detail; where there are none, every event that succeeded is one. */
  readonly says?: readonly string[];
  /** What tells deeds with the same path apart: the process that was made, the thread that did it, the far end. */
  readonly apartBy?: "target" | "thread" | "remote";
}

/** Process Monitor 3 and 4, as its exports name operations and details. */
export const deedRules: readonly DeedRule[] = [
  { operation: "Load Image", kind: "image loaded" },
  {
    operation: "CreateFile",
    kind: "file created",
    says: ["OpenResult: Created", "OpenResult: Overwritten", "OpenResult: Superseded"],
  },
  { operation: "CreateFile", kind: "file deleted", says: ["Delete On Close"] },
  { operation: "WriteFile", kind: "file written" },
  { operation: "SetRenameInformationFile", kind: "file renamed" },
  { operation: "SetRenameInformationEx", kind: "file renamed" },
  { operation: "SetRenameInformationExBypassAccessCheck", kind: "file renamed" },
  { operation: "SetDispositionInformationFile", kind: "file deleted", says: ["Delete: True"] },
  { operation: "SetDispositionInformationEx", kind: "file deleted", says: ["FILE_DISPOSITION_DELETE"] },
  { operation: "RegSetValue", kind: "registry set" },
  { operation: "RegRenameKey", kind: "registry set" },
  { operation: "RegDeleteKey", kind: "registry deleted" },
  { operation: "RegDeleteValue", kind: "registry deleted" },
  { operation: "Process Create", kind: "process created", apartBy: "target" },
  { operation: "Process Start", kind: "process started" },
  { operation: "Process Exit", kind: "process exited" },
  { operation: "Thread Create", kind: "thread created", apartBy: "thread" },
  { operation: "TCP Connect", kind: "connected", apartBy: "remote" },
  { operation: "TCP Accept", kind: "received", apartBy: "remote" },
  { operation: "TCP Send", kind: "sent", apartBy: "remote" },
  { operation: "UDP Send", kind: "sent", apartBy: "remote" },
  { operation: "TCP Receive", kind: "received", apartBy: "remote" },
  { operation: "UDP Receive", kind: "received", apartBy: "remote" },
];

/**
 * How many deeds of a kind a capture keeps, once every actor has some of its own: plain writes least, since what
 * loads, starts and sends tells more.
 */
export const mostOfKind: Readonly<Record<DeedKind, number>> = {
  "image loaded": 20_000,
  "file created": 10_000,
  "file written": 5000,
  "file renamed": 5000,
  "file deleted": 5000,
  "registry set": 10_000,
  "registry deleted": 5000,
  "process created": 5000,
  "process started": 10_000,
  "process exited": 10_000,
  "thread created": 10_000,
  connected: 5000,
  sent: 5000,
  received: 5000,
};
