import type { PlacedAddress } from "./addressPlace.ts";
import type { CaptureIdentity } from "./capture.ts";
import type { Deed, Sender } from "./deed.ts";
import type { Direction } from "./direction.ts";
import type { Confidence, Finding } from "./finding.ts";
import type { IndicatorList, ListedIndicator } from "./indicator.ts";
import type { Instant } from "./instant.ts";
import type { FileFacts } from "./observation.ts";

/** A line of evidence in the case. Lines are 0-based. */
export interface LineReference {
  readonly uri: string;
  readonly line: number;
}

/** A host, and how it is known that a capture is of it. */
export interface HostAttribution {
  /** As the analyst or the capture names it; else its address; undefined where nothing tells. */
  readonly name: string | undefined;
  readonly how: "fence" | "line" | "heading" | "path" | "addresses" | "neighbor" | "unknown";
}

export interface CaptureSummary extends CaptureIdentity {
  readonly title: string;
  readonly host: HostAttribution;
  readonly rows: number;
  readonly gaps: number;
  /** Line of the first gap. */
  readonly firstGap?: number;
  readonly issues: number;
  readonly first?: Instant;
  readonly last?: Instant;
  /** Encoding of the file, and whether it had to be guessed. */
  readonly encoding: string;
  readonly encodingAssumed: boolean;
  /** SHA-256 of a block (fence rules) or of a file's bytes, or of the archive's; absent until it was asked for. */
  readonly sha256?: string;
  /** Uri of the archive that its file lies in: that is what was collected. */
  readonly archive?: string;
}

/** The far end of connections: outbound rows' destination, inbound rows' source with the local port it knocked at. */
export interface RemoteEndpoint {
  /** `address port transport direction`, stable. */
  readonly id: string;
  readonly address: string;
  /** Of the far end for outbound, of our end for inbound connections. */
  readonly port?: number | undefined;
  readonly transport?: string | undefined;
  readonly direction: Direction;
  /** Whether no capture says the direction: it is taken from listening ports and from which end is outside. */
  readonly directionAssumed: boolean;
  readonly count: number;
  readonly first?: Instant | undefined;
  readonly last?: Instant | undefined;
  /** Near ends, most frequent first. */
  readonly sources: readonly string[];
  /** Ids of process instances, where joined or said by the rows. */
  readonly processes: readonly string[];
  readonly actions: readonly string[];
  /** The first line of each capture that shows it. */
  readonly evidence: readonly [LineReference, ...LineReference[]];
}

/** What a capture prints of a file. */
export interface PrintedFile extends FileFacts {
  readonly place: LineReference;
}

/** One process of one host as far as the evidence tells it apart from others with its PID. */
export interface ProcessInstance {
  readonly id: string;
  readonly host: HostAttribution;
  readonly pid: number;
  readonly name?: string;
  readonly executable?: string;
  readonly commandLine?: string;
  readonly parentPid?: number;
  /** Id of the instance that started it, where the evidence has it. */
  readonly parent?: string;
  /** Ids of the instances that may have started it, where several of its parent's PID can have lived then. */
  readonly possibleParents?: readonly string[];
  readonly user?: string;
  readonly services: readonly string[];
  readonly start?: Instant;
  /** What captures print of its executable; several where they contradict each other. */
  readonly files?: readonly PrintedFile[];
  /** What this identity assumes: "boot", "start", "host", "snapshot". */
  readonly assumes: readonly string[];
  readonly connections: number;
  /** Ids of remote endpoints. */
  readonly remotes: readonly string[];
  /** Where its name, its sockets and its traffic stand. */
  readonly evidence: readonly [LineReference, ...LineReference[]];
}

/**
 * What a join leads to: from a firewall's line to a socket, from a PID to the line of a process list, from either to
 * the event of a monitor.
 */
export type JoinKind = "flow-socket" | "socket-process" | "flow-process" | "flow-event" | "socket-event";

/** Two lines that speak of the same thing. */
export interface Join {
  readonly left: LineReference;
  readonly right: LineReference;
  readonly kind: JoinKind;
  /** What agreed: `source.ip`, `source.port`, `network.transport`, `process.pid`, `host.name` … */
  readonly matched: readonly string[];
  readonly confidence: Confidence;
  /** One sentence; log text in it is not escaped yet. */
  readonly reason: string;
  /** Id of the process instance the join leads to. */
  readonly process?: string;
  /** Lines of the left capture for which the same is true. */
  readonly count: number;
}

export interface TimeWindow {
  readonly first: Instant;
  readonly last: Instant;
}

export interface Beacon {
  readonly remote: string;
  readonly source: string;
  readonly destination: string;
  readonly port?: number;
  readonly transport?: string;
  readonly count: number;
  /** Seconds. */
  readonly period?: number;
  readonly jitter?: number;
  /** 0 to 1; undefined where there are too few beats to call it. */
  readonly score?: number;
  readonly rita?: number;
  /** Of how many parts RITA's score is the mean: three where the capture has no sizes. */
  readonly ritaOf?: 3 | 4;
  /** What RITA's score looks at: the last 24 hours of the whole log. */
  readonly window?: TimeWindow;
  /** From the first to the last line of its host, and RITA's score over that: a laptop is not always on. */
  readonly hostUp?: TimeWindow & { readonly rita?: number };
  /** When the next beat is expected; it may lie before the end of the log. */
  readonly next?: Instant;
  /** Connections, retries counted once; how many of them keep the rhythm; how many it misses. */
  readonly beats?: number;
  readonly onBeat?: number;
  readonly missed?: number;
  /** Chance that a random client looks as regular, corrected for the pairs tested. */
  readonly chance?: number;
  readonly pairsTested: number;
  /** How many of its rows meet the question that the case was narrowed by; its figures are those of all of them. */
  readonly matching?: number;
  readonly process?: string;
  /** Name of a well-known periodic service on this port. */
  readonly usual?: string;
  readonly first: LineReference;
  readonly last: LineReference;
}

/** A value of the case that stands on lists of indicators. */
export interface ListedValue {
  /** As the case has it: an address, a domain, a hash. */
  readonly value: string;
  readonly lists: readonly (Pick<IndicatorList, "title" | "purpose" | "version"> & {
    readonly indicator: ListedIndicator;
  })[];
  /** Ids of remote endpoints and of process instances. */
  readonly remotes: readonly string[];
  readonly processes: readonly string[];
  readonly evidence: readonly [LineReference, ...LineReference[]];
}

/** All that the case says, as plain data: what trees, lenses, reports and the command line read. */
export interface CaseView {
  readonly captures: readonly CaptureSummary[];
  readonly processes: readonly ProcessInstance[];
  readonly remotes: readonly RemoteEndpoint[];
  readonly joins: readonly Join[];
  readonly beacons: readonly Beacon[];
  /** What processes did, in order of host, process and time; of Process Monitor's captures. */
  readonly deeds: readonly Deed[];
  /** Who within processes sent, where stacks tell. */
  readonly senders: readonly Sender[];
  /** What of it stands on the lists of the case. */
  readonly listed: readonly ListedValue[];
  /** What the analyst's databases say of the far ends outside, the busiest first. */
  readonly places: readonly PlacedAddress[];
  readonly findings: readonly Finding[];
}
