import { isoText } from "../core/instant.ts";
import type { Remote } from "../workspace/case/remote.ts";
import type { GatheredRemotes } from "../workspace/case/remotes.ts";
import { JsonBytes, JsonTexts, type TakeBytes, valueText } from "./jsonBytes.ts";

/** Writes remote endpoints, of which a large log has thousands in half a million lists' elements. */
export interface RemoteJson {
  /** To where it writes. */
  readonly out: JsonBytes;
  /** Writes a list of ids, by the places of their remotes. */
  ids(places: Uint32Array): void;
  /** Writes all remotes with commas between them. */
  remotes(): void;
}

/** The reference for `KernelRemoteJson`, and enough where there are few remotes. */
export class PlainRemoteJson implements RemoteJson {
  readonly out: JsonBytes;
  readonly #gathered: GatheredRemotes;
  readonly #ids: JsonTexts;
  readonly #nears: JsonTexts;
  readonly #processes: JsonTexts;

  constructor(gathered: GatheredRemotes, take: TakeBytes) {
    this.out = new JsonBytes(take);
    this.#gathered = gathered;
    this.#ids = JsonTexts.of(gathered.remotes.map(({ id }) => id));
    this.#nears = JsonTexts.of(gathered.lists.nears.spelled);
    this.#processes = JsonTexts.of(gathered.lists.processes.spelled);
  }

  ids(places: Uint32Array): void {
    this.out.list(this.#ids, places, places.length);
  }

  remotes(): void {
    for (const [i, remote] of this.#gathered.remotes.entries()) {
      if (i !== 0) this.out.raw(",");
      this.#remote(remote);
    }
  }

  #remote(remote: Remote): void {
    const { out } = this;
    const { lists } = this.#gathered;
    out.raw(`${remoteText(remote)},"sources":`);
    lists.countNears(remote.number);
    out.list(this.#nears, lists.nears.ranks, lists.nears.take());
    lists.countProcesses(remote.number);
    out.raw(',"processes":');
    out.list(this.#processes, lists.processes.ranks, lists.processes.take());
    out.raw("}");
  }
}

/** The far end: outbound rows' destination; inbound rows' source, with the local port it knocked at. */
function remoteText(remote: Remote): string {
  const { address, port, transport, direction } = remote;
  const times = remote.times();
  const ofPort = port === undefined ? "" : `,"destination.port":${port}`;
  const assumed = remote.directionAssumed ? assumedText : "";
  const span = times ? `,"first":"${isoText(times.first)}","last":"${isoText(times.last)}"` : "";
  return `{"id":${valueText(remote.id)},"${farEnd(direction)}":${valueText(address)}${ofPort}${wayText(transport, direction)}${assumed}${span},"count":${remote.count}`;
}

export const assumedText = ',"assumed":["direction"]';

export function farEnd(direction: string): string {
  return direction === "inbound" ? "source.ip" : "destination.ip";
}

export function wayText(transport: string | undefined, direction: string): string {
  const ofTransport = transport === undefined ? "" : `,"network.transport":${valueText(transport)}`;
  return `${ofTransport},"network.direction":"${direction}"`;
}
