import type { GatheredRemotes } from "../workspace/case/remotes.ts";
import { CountedPairs } from "./countedPairs.ts";
import { JsonBytes, JsonTexts, room, slack, type TakeBytes } from "./jsonBytes.ts";
import { type JsonKernel, MemoryPlan, newJsonKernel, type TextsAt } from "./jsonKernel.ts";
import { closing, KernelRemotes } from "./kernelRemotes.ts";
import { PlainRemoteJson, type RemoteJson } from "./remoteJson.ts";

/** Fewer are written before a kernel is made ready. */
const fewRemotes = 1000;
/** So much longer is the room for bytes than a text: else the kernel is not asked. */
const longestShare = 8;
/** Bytes that close a list. */
const mostClosing = 16;

export function remoteJsonOf(gathered: GatheredRemotes, take: TakeBytes): RemoteJson {
  const isFew = gathered.remotes.length < fewRemotes;
  return (isFew ? undefined : kernelRemoteJson(gathered, take)) ?? new PlainRemoteJson(gathered, take);
}

/** Undefined where there is no kernel, or where a text or a time is too much for it. */
export function kernelRemoteJson(gathered: GatheredRemotes, take: TakeBytes): RemoteJson | undefined {
  const kernel = newJsonKernel();
  const remotes = kernel && KernelRemotes.of(gathered);
  if (!remotes) return undefined;
  const nears = JsonTexts.of(gathered.lists.nears.spelled);
  const processes = JsonTexts.of(gathered.lists.processes.spelled);
  const longest = Math.max(remotes.longest, nears.longest, processes.longest);
  if (room < longest * longestShare) return undefined;
  return new KernelRemoteJson(kernel, gathered, { remotes, nears, processes }, take);
}

interface Texts {
  readonly remotes: KernelRemotes;
  readonly nears: JsonTexts;
  readonly processes: JsonTexts;
}

/** Has remotes and lists written in WebAssembly: cold JavaScript takes thrice the time. */
class KernelRemoteJson implements RemoteJson {
  readonly out: JsonBytes;
  readonly #kernel: JsonKernel;
  readonly #gathered: GatheredRemotes;
  readonly #outAt: number;
  /** Bytes of a remote at the most, without its lists. */
  readonly #most: number;
  readonly #near: CountedPairs;
  readonly #process: CountedPairs;
  readonly #pairs: Uint32Array;
  readonly #ranks: Uint32Array;
  readonly #ids: TextsAt;
  readonly #nears: TextsAt;
  readonly #processes: TextsAt;

  constructor(
    kernel: JsonKernel,
    gathered: GatheredRemotes,
    { remotes, nears, processes }: Texts,
    take: TakeBytes,
  ) {
    const { parts } = gathered.columns;
    this.#kernel = kernel;
    this.#gathered = gathered;
    this.#most = remotes.most;
    this.#near = new CountedPairs(parts, gathered.lists.nears, (of) => of.nears);
    this.#process = new CountedPairs(parts, gathered.lists.processes, (of) => of.processes.ofAllCallers);
    const pairs = Math.max(this.#near.most, this.#process.most);
    const ranks = Math.max(pairs, remotes.count);
    const plan = new MemoryPlan();
    this.#outAt = plan.place(room + slack);
    const pairsAt = plan.place(pairs * 8);
    const sumsAt = plan.place(Math.max(nears.starts.length, processes.starts.length) * 4);
    const ranksAt = plan.place(ranks * 4);
    kernel.placePairs(pairsAt, sumsAt, plan.place(pairs * 8), ranksAt);
    this.#ids = { bytes: plan.place(remotes.idBytes), starts: plan.place(remotes.count * 4 + 4) };
    this.#nears = plan.copyTexts(nears);
    this.#processes = plan.copyTexts(processes);
    remotes.place(kernel, plan, this.#outAt + room);
    plan.lay(kernel.memory);
    const { buffer } = kernel.memory;
    kernel.spellIds(this.#ids.bytes, this.#ids.starts, remotes.count);
    this.#pairs = new Uint32Array(buffer, pairsAt, pairs * 2);
    this.#ranks = new Uint32Array(buffer, ranksAt, ranks);
    this.out = new JsonBytes(take, new Uint8Array(buffer, this.#outAt, room + slack));
  }

  ids(places: Uint32Array): void {
    this.#ranks.set(places);
    this.out.raw("[");
    this.#list(this.#ids, places.length, closing.other);
  }

  remotes(): void {
    const { remotes } = this.#gathered;
    for (let place = 0; place < remotes.length; place++) this.#remote(place, remotes[place]!.number);
  }

  #remote(place: number, number: number): void {
    const { out } = this;
    const at = this.#outAt;
    out.advance(this.#kernel.remote(at + out.reserve(this.#most), place) - at);
    this.#list(this.#nears, this.#kernel.rank(this.#near.write(number, this.#pairs)), closing.nears);
    const processes = this.#kernel.rank(this.#process.write(number, this.#pairs));
    this.#list(this.#processes, processes, closing.processes);
  }

  /** A list of those texts that `ranksAt` names, without what opens it. */
  #list({ bytes, starts }: TextsAt, length: number, closing: number): void {
    const { out } = this;
    const kernel = this.#kernel;
    const at = this.#outAt;
    for (let from = 0; ; out.flush()) {
      out.advance(kernel.list(at + out.reserve(mostClosing), bytes, starts, from, length, closing) - at);
      from = kernel.nextInList.value;
      if (from === length) return;
    }
  }
}
