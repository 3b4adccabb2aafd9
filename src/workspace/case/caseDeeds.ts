import { canonicalAddress } from "../../core/address.ts";
import type { LineReference, PrintedFile } from "../../core/caseView.ts";
import type { Deed, DeedKind, Sender, ThreadOwner } from "../../core/deed.ts";
import type { Activity, CapturedDeed, CapturedSender } from "../captures/activity.ts";
import { absent } from "../captures/columns.ts";
import { FarEnd } from "../captures/farEnds.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { ThreadMaker } from "../captures/threadMakers.ts";
import { type Lives, livesOf } from "../joins/lives.ts";
import { sameImage } from "../joins/processInstances.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { remoteId } from "./remoteId.ts";

/** Deeds of all captures that are kept; each capture has its own bounds. */
const mostDeeds = 200_000;

const ofNetwork: ReadonlySet<DeedKind> = new Set(["connected", "sent", "received"]);

/** What processes did and who within them sent, in the order of hosts, processes and times. */
export function deedsOf(
  captures: readonly ScannedCapture[],
  processes: ProcessNumbers,
  filesOf: FilesOf,
): { readonly deeds: readonly Deed[]; readonly senders: readonly Sender[] } {
  const deeds: NumberedDeed[] = [];
  const senders = new Map<string, Sender>();
  for (const capture of captures) {
    const lives = livesOf(capture);
    if (!lives || !capture.activity) continue;
    const telling = new DeedTelling(capture, capture.activity, lives, processes, filesOf);
    for (const deed of capture.activity.deeds) {
      const told = deeds.length < mostDeeds ? telling.deed(deed) : undefined;
      if (told) deeds.push(told);
    }
    for (const sender of capture.activity.senders) telling.addSender(sender, senders);
  }
  return { deeds: ordered(deeds, processes), senders: [...senders.values()] };
}

/** What captures of the same host print of a file. */
type FilesOf = (capture: ScannedCapture, path: string | undefined) => readonly PrintedFile[];

type GrowingDeed = { -readonly [Key in keyof Deed]: Deed[Key] };

interface NumberedDeed {
  readonly number: number;
  readonly deed: Deed;
}

function ordered(deeds: readonly NumberedDeed[], { instances }: ProcessNumbers): readonly Deed[] {
  const ofProcess = new Map<number, Deed[]>();
  for (const { number, deed } of deeds) {
    const own = ofProcess.get(number);
    if (own) own.push(deed);
    else ofProcess.set(number, [deed]);
  }
  const byHost = [...ofProcess.keys()].sort((a, b) => {
    const [one, other] = [instances[a]!.host.name ?? "", instances[b]!.host.name ?? ""];
    return one === other ? a - b : one < other ? -1 : 1;
  });
  return byHost.flatMap((number) => inOrderOfTime(ofProcess.get(number)!));
}

/** Those of one capture are so already. */
function inOrderOfTime(deeds: readonly Deed[]): readonly Deed[] {
  const times = Float64Array.from(deeds, ({ time }) => time?.micros ?? Number.NEGATIVE_INFINITY);
  const isSorted = times.every((time, i) => i === 0 || times[i - 1]! <= time);
  if (isSorted) return deeds;
  const places = [...deeds.keys()].sort((a, b) => order(times[a]!, times[b]!));
  return places.map((place) => deeds[place]!);
}

/** Also of two that are infinite. */
function order(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Tells the deeds of one capture by what the case knows. */
class DeedTelling {
  readonly #capture: ScannedCapture;
  readonly #activity: Activity;
  readonly #lives: Lives;
  readonly #processes: ProcessNumbers;
  readonly #end: FarEnd;
  readonly #filesOf: FilesOf;

  constructor(
    capture: ScannedCapture,
    activity: Activity,
    lives: Lives,
    processes: ProcessNumbers,
    filesOf: FilesOf,
  ) {
    this.#capture = capture;
    this.#activity = activity;
    this.#lives = lives;
    this.#processes = processes;
    this.#filesOf = filesOf;
    this.#end = new FarEnd(capture);
  }

  deed(captured: CapturedDeed): NumberedDeed | undefined {
    const { kind, actor, line, lastLine, micros, count, path, detail, threadId, newThreadId, maker } =
      captured;
    const number = this.#instanceOf(actor, line);
    if (number < 0) return undefined;
    const { clock } = this.#capture;
    const target = kind === "process created" ? this.#targetOf(captured) : undefined;
    const remote = ofNetwork.has(kind) ? this.#remoteOn(line) : undefined;
    const owner = maker && this.#ownerOf(maker);
    const module =
      kind === "image loaded" ? this.#activity.modules.get(path?.toLowerCase() ?? "") : undefined;
    const files = kind === "image loaded" ? this.#filesOf(this.#capture, path) : [];
    const process = this.#processes.instances[number]!.id;
    const deed: GrowingDeed = { kind, process, place: this.#place(line), count };
    if (lastLine !== line) deed.last = this.#place(lastLine);
    if (clock && !Number.isNaN(micros)) deed.time = { ...clock, micros };
    if (path !== undefined) deed.path = path;
    if (detail !== undefined) deed.detail = detail;
    if (target !== undefined) deed.target = target;
    if (remote !== undefined) deed.remote = remote;
    if (threadId !== undefined) deed.threadId = threadId;
    if (newThreadId !== undefined) deed.newThreadId = newThreadId;
    if (module) deed.module = module;
    if (files.length !== 0) deed.files = files;
    if (owner) deed.maker = owner;
    return { number, deed };
  }

  /** Sends of one process to one far end by one module are one sender. */
  addSender(captured: CapturedSender, senders: Map<string, Sender>): void {
    const { actor, how, module, count, line, lastLine, address, port, transport } = captured;
    const number = this.#instanceOf(actor, line);
    if (number < 0) return;
    const process = this.#processes.instances[number]!.id;
    const remote = this.#remoteOn(line) ?? remoteId(canonicalAddress(address), port, transport, "outbound");
    const key = JSON.stringify([process, remote, how, module?.path]);
    const known = senders.get(key);
    const baseRate = this.#activity.baseRates?.[actor] ?? Number.NaN;
    senders.set(key, {
      ...{ process, remote, how },
      ...(module ? { module } : {}),
      count: count + (known?.count ?? 0),
      first: known?.first ?? this.#place(line),
      last: this.#place(lastLine),
      ...(Number.isNaN(baseRate) ? {} : { baseRate }),
    });
  }

  #ownerOf({ actor, line, isMaking }: ThreadMaker): ThreadOwner | undefined {
    const process = this.#processes.instances[this.#instanceOf(actor, line)]?.id;
    return process === undefined ? undefined : { process, place: this.#place(line), isMaking };
  }

  #place(line: number): LineReference {
    return { uri: this.#capture.uri, line };
  }

  #instanceOf(actor: number, line: number): number {
    return this.#processes.ofLife(this.#capture, this.#lives.ofLine(actor, line));
  }

  /** The child, unless what has its PID is called otherwise than its image. */
  #targetOf(deed: CapturedDeed): string | undefined {
    const child = this.#lives.childOf(deed);
    const instance = this.#processes.instances[this.#processes.ofLife(this.#capture, child)];
    const image = deed.path?.slice(deed.path.lastIndexOf("\\") + 1);
    const isOther = image && instance?.name !== undefined && !sameImage(instance.name, image);
    return isOther ? undefined : instance?.id;
  }

  #remoteOn(line: number): string | undefined {
    const row = this.#capture.columns.rowOn(line);
    if (row < 0 || !this.#end.look(row)) return undefined;
    const { address, port, inbound } = this.#end;
    const { columns } = this.#capture;
    return remoteId(
      canonicalAddress(columns.text(address) ?? ""),
      port === absent ? undefined : port,
      columns.mannerOf(row).transport,
      inbound === 1 ? "inbound" : "outbound",
    );
  }
}
