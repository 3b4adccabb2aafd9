/**
 * One event of a PML capture as its bytes stand in the file. Filled again for every event: copy what you keep.
 * Layout: https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md
 */
export interface PmlEvent {
  /** Bytes that hold the whole event, and its extra detail where it has one. */
  readonly bytes: Uint8Array;
  /** The same bytes. */
  readonly view: DataView;
  /** Size of a pointer in the capture. */
  readonly pointerSize: 4 | 8;
  readonly processIndex: number;
  readonly threadId: number;
  readonly eventClass: number;
  readonly operation: number;
  /** NTSTATUS. */
  readonly result: number;
  /** In units of 100 ns. */
  readonly duration: bigint;
  /** FILETIME: units of 100 ns since 1601-01-01T00:00:00Z. */
  readonly time: bigint;
  /** `bytes[detailFrom, detailTo)`: the detail structure. */
  readonly detailFrom: number;
  readonly detailTo: number;
  /** `bytes[extraFrom, extraTo)`: the extra detail behind its size; both 0 where there is none. */
  readonly extraFrom: number;
  readonly extraTo: number;
}

/** What of the capture's tables an event's texts are made of. Nothing throws: what is not there is undefined. */
export interface PmlNames {
  /** Name of a host by the bytes of its address, 4 or 16 of them; undefined where the capture did not resolve it. */
  host(bytes: Uint8Array, from: number, length: 4 | 16): string | undefined;
  /** Name of a port: `https`. */
  port(port: number, transport: "tcp" | "udp"): string | undefined;
  /** Name of a process by its index in the table. */
  processName(index: number): string | undefined;
}

/** What of an event Process Monitor prints from its detail structure; empty where it prints nothing. */
export interface PmlTexts {
  readonly path: string;
  readonly category: string;
  readonly detail: string;
}
