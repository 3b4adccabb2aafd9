import type { LineReference, RemoteEndpoint } from "../../core/caseView.ts";
import type { Instant } from "../../core/instant.ts";
import { evidenceOf, spanOf } from "./remoteFacts.ts";
import { remoteId } from "./remoteId.ts";
import type { RemoteLists } from "./remoteLists.ts";
import type { RemoteParts } from "./remoteParts.ts";

/** What tells one remote from all others. */
export interface RemoteIdentity {
  readonly address: string;
  readonly port: number | undefined;
  readonly transport: string | undefined;
  readonly direction: "inbound" | "outbound";
}

/**
 * A remote endpoint over the rows that it was found in: its lists are made when somebody asks for them, and of
 * most remotes of a large log nobody does.
 */
export class Remote implements RemoteEndpoint {
  readonly address: string;
  declare readonly port?: number;
  declare readonly transport?: string;
  readonly direction: "inbound" | "outbound";
  readonly count: number;
  declare readonly first?: Instant;
  declare readonly last?: Instant;
  /** Its number in the lists. */
  readonly number: number;
  readonly #parts: RemoteParts;
  readonly #lists: RemoteLists;
  #id: string | undefined;
  #sources: readonly string[] | undefined;
  #processes: readonly string[] | undefined;

  constructor(identity: RemoteIdentity, number: number, parts: RemoteParts, lists: RemoteLists) {
    this.address = identity.address;
    this.direction = identity.direction;
    if (identity.port !== undefined) this.port = identity.port;
    if (identity.transport !== undefined) this.transport = identity.transport;
    this.count = parts.rowCount(number);
    const span = spanOf(parts.of(number));
    if (span) {
      this.first = span.first;
      this.last = span.last;
    }
    this.number = number;
    this.#parts = parts;
    this.#lists = lists;
  }

  get id(): string {
    this.#id ??= remoteId(this.address, this.port, this.transport, this.direction);
    return this.#id;
  }

  get directionAssumed(): boolean {
    return !this.#parts.isDirectionSaid(this.number);
  }

  get sources(): readonly string[] {
    if (!this.#sources) {
      this.#lists.countNears(this.number);
      this.#sources = this.#lists.nears.takeTexts();
    }
    return this.#sources;
  }

  get processes(): readonly string[] {
    if (!this.#processes) {
      this.#lists.countProcesses(this.number);
      this.#processes = this.#lists.processes.takeTexts();
    }
    return this.#processes;
  }

  get actions(): readonly string[] {
    return this.#lists.actions(this.number);
  }

  get evidence(): readonly [LineReference, ...LineReference[]] {
    return evidenceOf(this.#parts.of(this.number));
  }
}
