import type { LineReference, PrintedFile } from "./caseView.ts";
import type { Instant } from "./instant.ts";

/**
 * What a process did that tells part of a story, as Process Monitor records it. One of a kind and a path is one deed,
 * however many events it has.
 */
export const deedKinds = [
  "image loaded",
  "file created",
  "file written",
  "file renamed",
  "file deleted",
  "registry set",
  "registry deleted",
  /** A child, told by its parent. */
  "process created",
  /** The process itself, told by itself. */
  "process started",
  "process exited",
  "thread created",
  "connected",
  "sent",
  "received",
] as const;

export type DeedKind = (typeof deedKinds)[number];

/** A process one of whose threads did something to another process, and the event that shows the thread to be its. */
export interface ThreadOwner {
  readonly process: string;
  readonly place: LineReference;
  /** Whether that event made the thread; else the thread did it. */
  readonly isMaking: boolean;
}

/** One deed of one process instance in the case. */
export interface Deed {
  readonly kind: DeedKind;
  /** Id of the process instance that did it. */
  readonly process: string;
  /** The first event that shows it. */
  readonly place: LineReference;
  /** The last event, where there are several. */
  readonly last?: LineReference;
  readonly time?: Instant | undefined;
  /** Events. */
  readonly count: number;
  /** As printed: the image, the file, the key and value, the child's image; both ends of a connection. */
  readonly path?: string;
  /** As printed, of the first event. */
  readonly detail?: string;
  /** Id of the process instance that it was done to: the child. */
  readonly target?: string;
  /** Id of the remote endpoint. */
  readonly remote?: string;
  /** The thread that did it, and the thread that was made. */
  readonly threadId?: number;
  readonly newThreadId?: number;
  /** Whose thread made the new one, where the capture shows it to be another process's. */
  readonly maker?: ThreadOwner;
  /** Of an image: what the capture's table of modules says of it. Without a company there, it names none. */
  readonly module?: ModuleFacts;
  /** Of an image: what captures print of its file; several where they contradict each other. */
  readonly files?: readonly PrintedFile[];
}

/** An executable or library as a capture's tables describe it. */
export interface ModuleFacts {
  readonly path: string;
  readonly company?: string;
  readonly version?: string;
  readonly description?: string;
}

/** One frame of an event's stack, the innermost first. */
export interface SeenFrame {
  /** Path of the module that it lies in; undefined where it lies in none that is known. */
  readonly module: string | undefined;
  readonly mode: "user" | "kernel";
}

/**
 * Who within a process sent to a remote endpoint: the module of the first frame above Windows' own networking
 * modules; a frame in no module that the capture knows; or nobody can tell.
 */
export type SenderHow = "module" | "unknown module" | "no user-mode stack";

/** What is said in place of a module. */
export const senderTexts: { readonly [How in SenderHow]: string } = {
  module: "a module",
  "unknown module": "a frame in no known module",
  "no user-mode stack": "no user-mode stack in this event",
};

/** Sends of one process to one remote endpoint by one module. */
export interface Sender {
  readonly process: string;
  readonly remote: string;
  readonly how: SenderHow;
  readonly module?: ModuleFacts;
  /** Sends. */
  readonly count: number;
  readonly first: LineReference;
  readonly last: LineReference;
  /**
   * Of all events of this process that have user-mode frames, the share with a frame in no known module: the rate
   * against which such a frame is to be seen. 0 to 1.
   */
  readonly baseRate?: number;
}
