import type { Direction, EventType } from "./direction.ts";
import type { FieldName } from "./field.ts";
import type { Instant } from "./instant.ts";
import type { Span } from "./span.ts";

/** One end of a connection as the capture prints it. An absent key is a wildcard or not recorded. */
export interface Endpoint {
  /** As printed, with its scope id: `fe80::1%12`. */
  readonly ip?: string;
  readonly port?: number;
  /** A host name where the capture resolved the address. */
  readonly domain?: string;
  /** A service name where the capture resolved the port. */
  readonly service?: string;
  /** What this end sent. */
  readonly bytes?: number;
  readonly packets?: number;
  /** What a translating firewall makes of this end. */
  readonly nat?: TranslatedEndpoint;
}

export interface TranslatedEndpoint {
  readonly ip?: string;
  readonly port?: number;
}

/** What a capture says of a process. Absent keys are not said. */
export interface ProcessFacts {
  readonly pid?: number;
  readonly name?: string;
  readonly executable?: string;
  readonly commandLine?: string;
  readonly parentPid?: number;
  /** Where a row is of one thread of the process. */
  readonly threadId?: number;
  readonly services?: readonly string[];
  readonly modules?: readonly string[];
  readonly user?: string;
  readonly session?: string;
  readonly sessionNumber?: number;
  /** Working set in KiB, as tasklist prints it. */
  readonly memoryKib?: number;
  readonly status?: string;
  readonly cpuTime?: string;
  readonly windowTitle?: string;
  /** As printed. */
  readonly started?: string;
  /** As printed. */
  readonly ended?: string;
  /** Integrity level, as printed. */
  readonly integrity?: string;
  /** Company, description and version that its image carries. */
  readonly company?: string;
  readonly description?: string;
  readonly version?: string;
}

/** What a capture says of a file: its hashes, and what signs it. Absent keys are not said. */
export interface FileFacts {
  readonly path?: string;
  /** Lower case, as the others. */
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  readonly sha384?: string;
  readonly sha512?: string;
  /** Hash of the names a program imports. */
  readonly imphash?: string;
  /** Whether a signature was found good, in the tool's own word. */
  readonly signature?: string;
  readonly signer?: string;
  readonly company?: string;
  readonly description?: string;
  readonly product?: string;
  readonly version?: string;
}

interface Observed {
  readonly format: string;
  /** 0-based physical line of the document on which the row starts. */
  readonly line: number;
  /** Where the row's own text lies on that line, without what quotes or indents it. */
  readonly text: Span;
  /** Where each field stands on that line, in the line's UTF-16 offsets. */
  readonly spans: ReadonlyMap<FieldName, Span>;
  readonly time?: Instant;
  /** The host the line itself names (syslog). */
  readonly host?: string;
}

export interface Connection extends Observed {
  readonly kind: "connection";
  /** The capture's own word, lower case. */
  readonly action?: string;
  readonly eventType?: EventType;
  readonly transport?: string;
  readonly direction: Direction;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** English and upper case, also where the capture is translated. */
  readonly state?: string;
  readonly process: ProcessFacts;
  readonly ingress?: string;
  readonly egress?: string;
  readonly rule?: string;
  readonly code?: string;
  /** Bytes of the packet or of the connection, where the capture does not say which way. */
  readonly size?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Seconds. */
  readonly duration?: number;
  /** What ties the lines of one connection together. */
  readonly connectionId?: string;
  readonly reason?: string;
  /** How a monitored operation ended, as printed. */
  readonly result?: string;
  /** What else a monitor says of it, as printed. */
  readonly detail?: string;
  readonly application?: string;
  /** How many packets this line stands for, where it says so ("message repeated 28 times"). */
  readonly repeat?: number;
}

export interface ProcessEntry extends Observed {
  readonly kind: "process";
  readonly process: ProcessFacts;
}

/** A file as a tool found it: `Get-FileHash`, `sigcheck`. */
export interface SeenFile extends Observed {
  readonly kind: "file";
  readonly file: FileFacts;
}

/** One operation of a process on what is no connection: a file, the registry, a process. */
export interface MonitoredEvent extends Observed {
  readonly kind: "event";
  /** The operation, lower case: `load image`, `regsetvalue`. */
  readonly action?: string;
  readonly eventType?: EventType;
  readonly process: ProcessFacts;
  /** As printed. */
  readonly path?: string;
  /** As printed: `SUCCESS`. */
  readonly result?: string;
  /** As printed. */
  readonly detail?: string;
  /** Seconds. */
  readonly duration?: number;
}

/** Evidence that is missing, as the capture itself says. */
export interface Gap extends Observed {
  readonly kind: "gap";
  readonly lost?: number;
}

/** One thing one capture says was so. */
export type Observation = Connection | ProcessEntry | SeenFile | MonitoredEvent | Gap;

/** What it says of a process; a file and a gap say nothing of one. */
export function processFactsOf(observation: Observation): ProcessFacts | undefined {
  return observation.kind === "file" || observation.kind === "gap" ? undefined : observation.process;
}
