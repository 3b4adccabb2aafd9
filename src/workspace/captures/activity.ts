import type { DeedKind, ModuleFacts, SenderHow } from "../../core/deed.ts";
import type { ThreadMaker } from "./threadMakers.ts";

/**
 * All events of a Process Monitor capture as columns of numbers, its connections among them: event i is the i-th
 * of the capture.
 */
export interface EventColumns {
  readonly count: number;
  /** 0-based line of the document; of a native capture, the event. */
  readonly line: Uint32Array;
  /** Microseconds since 1970, NaN where there is none. */
  readonly time: Float64Array;
  /** Index in `Activity.actors`. */
  readonly actor: Uint32Array;
  /** Index in `Activity.operations`. */
  readonly operation: Uint16Array;
}

/** A process as the events of one capture tell it apart. */
export interface Actor {
  readonly pid: number;
  readonly name: string | undefined;
  /** Its entry in the capture's list of processes. */
  readonly entry?: number;
}

/** A deed as one capture shows it: see `Deed`. Numbers are those of `Activity`. */
export interface CapturedDeed {
  readonly kind: DeedKind;
  readonly actor: number;
  /** 0-based line or event of the first and of the last. */
  readonly line: number;
  readonly lastLine: number;
  /** Of the first; microseconds since 1970 or NaN. */
  readonly micros: number;
  readonly count: number;
  readonly path?: string;
  readonly detail?: string;
  /** PID that it was done to: the child's. */
  readonly targetPid?: number;
  readonly threadId?: number;
  readonly newThreadId?: number;
  /** Whose thread made the new one, where it is another process's. */
  readonly maker?: ThreadMaker;
}

/** Sends of one actor to one far end by one module, as the stacks of one capture show them. */
export interface CapturedSender {
  readonly actor: number;
  /** As in the capture's columns. */
  readonly address: string;
  readonly port: number | undefined;
  readonly transport: "tcp" | "udp";
  readonly how: SenderHow;
  readonly module?: ModuleFacts;
  readonly count: number;
  readonly line: number;
  readonly lastLine: number;
}

/** What a Process Monitor capture shows beside its connections. */
export interface Activity {
  readonly events: EventColumns;
  readonly actors: readonly Actor[];
  /** As printed: `Load Image`. */
  readonly operations: readonly string[];
  /** In the order of their first events; `deedsLeftOut` more were not kept. */
  readonly deeds: readonly CapturedDeed[];
  readonly deedsLeftOut: number;
  readonly senders: readonly CapturedSender[];
  /** Modules of the process table by path in small letters, where the capture has one. */
  readonly modules: ReadonlyMap<string, ModuleFacts>;
  /** Of each actor's events with user-mode frames, the share with a frame in no known module; NaN without stacks. */
  readonly baseRates?: Float64Array;
}
