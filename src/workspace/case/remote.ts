import type { LineReference, RemoteEndpoint } from "../../core/caseView.ts";
import type { Instant } from "../../core/instant.ts";
import type { Triples } from "../../core/triples.ts";
import { absent } from "../captures/columns.ts";
import { evidenceOf, spanOf, type TimesOfRemote } from "./remoteFacts.ts";
import { remoteId } from "./remoteId.ts";
import type { RemoteLists } from "./remoteLists.ts";
import type { RemoteParts } from "./remoteParts.ts";
import type { TextNumbers } from "./textNumbers.ts";

/** What all remotes of a case are told from, by their numbers. */
export interface RemoteColumns {
  /** Address, port, transport times two, plus one for inbound. */
  readonly keys: Triples;
  readonly addresses: TextNumbers;
  readonly transports: TextNumbers;
  readonly parts: RemoteParts;
  readonly lists: RemoteLists;
}

/** Not looked for yet. */
const unknown = Symbol();

/**
 * A remote endpoint over the rows that it was found in: a number, from which all else is made when somebody asks
 * for it. Of most remotes of a large log nobody does.
 */
export class Remote implements RemoteEndpoint {
  /** Its number in the columns and lists. */
  readonly number: number;
  readonly #columns: RemoteColumns;
  #id: string | undefined;
  #times: TimesOfRemote | undefined | typeof unknown = unknown;
  #sources: readonly string[] | undefined;
  #processes: readonly string[] | undefined;

  constructor(number: number, columns: RemoteColumns) {
    this.number = number;
    this.#columns = columns;
  }

  get id(): string {
    this.#id ??= remoteId(this.address, this.port, this.transport, this.direction);
    return this.#id;
  }

  get address(): string {
    return this.#columns.addresses.text(this.#columns.keys.at(this.number, 0))!;
  }

  get port(): number | undefined {
    const port = this.#columns.keys.at(this.number, 1);
    return port === absent ? undefined : port;
  }

  get transport(): string | undefined {
    return this.#columns.transports.text(this.#columns.keys.at(this.number, 2) >> 1);
  }

  get direction(): "inbound" | "outbound" {
    return (this.#columns.keys.at(this.number, 2) & 1) === 1 ? "inbound" : "outbound";
  }

  get directionAssumed(): boolean {
    return !this.#columns.parts.isDirectionSaid(this.number);
  }

  get count(): number {
    return this.#columns.parts.connections(this.number);
  }

  get first(): Instant | undefined {
    return this.#knownTimes?.first;
  }

  get last(): Instant | undefined {
    return this.#knownTimes?.last;
  }

  get sources(): readonly string[] {
    if (!this.#sources) {
      const { lists } = this.#columns;
      lists.countNears(this.number);
      this.#sources = lists.nears.takeTexts();
    }
    return this.#sources;
  }

  get processes(): readonly string[] {
    if (!this.#processes) {
      const { lists } = this.#columns;
      lists.countProcesses(this.number);
      this.#processes = lists.processes.takeTexts();
    }
    return this.#processes;
  }

  get actions(): readonly string[] {
    return this.#columns.lists.actions(this.number);
  }

  get evidence(): readonly [LineReference, ...LineReference[]] {
    return evidenceOf(this.#columns.parts.of(this.number));
  }

  /** Its first and last time, for who asks once and for all remotes. */
  times(): TimesOfRemote | undefined {
    return spanOf(this.#columns.parts.of(this.number));
  }

  get #knownTimes(): TimesOfRemote | undefined {
    if (this.#times === unknown) this.#times = this.times();
    return this.#times;
  }
}
