/** A line of a stack, as a capture has it. */
export interface StackFrame {
  readonly depth: number;
  readonly mode: "user" | "kernel";
  /** `0x7ffba3570000` */
  readonly address: string;
  /** File name of the module that the address lies in; absent where it lies in none that is known. */
  readonly module?: string;
  readonly path?: string;
  /** Function and offset, where the capture was exported with symbols. */
  readonly location?: string;
  readonly company?: string;
  readonly version?: string;
}

/** A module that a process had loaded. */
export interface LoadedModule {
  readonly path: string;
  readonly base: string;
  readonly size: number;
  readonly company?: string;
  readonly version?: string;
  readonly description?: string;
}

export type NamedValue = readonly [name: string, text: string];

/** All that a capture says of one event. */
export interface EventDetail {
  /** 0-based, among all events of the capture. */
  readonly event: number;
  /** 0-based line of the document that cites it; of a native capture the event itself. */
  readonly line: number;
  readonly values: readonly NamedValue[];
  /** What the process table says of its process; empty where there is none. */
  readonly process: readonly NamedValue[];
  readonly modules: readonly LoadedModule[];
  /** From the innermost frame on; absent where the capture has no stacks. */
  readonly stack?: readonly StackFrame[];
}
