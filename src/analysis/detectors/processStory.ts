import { addressScope, isOutside } from "../../core/address.ts";
import type { LineReference, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { Deed, DeedKind, Sender } from "../../core/deed.ts";
import { grouped } from "../../core/grouped.ts";
import type { Instant } from "../../core/instant.ts";
import { baseName, pathKey } from "../windows/windowsPath.ts";
import { windowsProcessNamed } from "../windows/windowsProcesses.ts";
import { byTime } from "./deedOrder.ts";
import type { CaseFacts } from "./detector.ts";

/** What the case tells of one process, as detectors ask for it. */
export interface ProcessStory {
  readonly process: ProcessInstance;
  /** In the order of time. */
  readonly deeds: readonly Deed[];
  readonly senders: readonly Sender[];
  /** Its image: as its row says, as its parent names it, or as it was loaded. */
  readonly executable: string | undefined;
  /** The same as paths are compared. */
  readonly executableKey: string | undefined;
  /** What the image says of its maker, where a capture has that. */
  readonly company: string | undefined;
  /** Far ends outside of the organization that it contacts. */
  readonly outside: readonly RemoteEndpoint[];
  /** When it started, as its own event or its row says. */
  readonly started: Instant | undefined;
  /** Whether it is a program of Windows by its name. */
  readonly isWindows: boolean;
}

/** Of a tree; more would say no more. */
const mostSenders = 50;

/** Stories of all processes of a case, made when they are asked for: a large log has half a million processes. */
export class CaseStories {
  readonly facts: CaseFacts;
  readonly #deeds: ReadonlyMap<string, readonly Deed[]>;
  readonly #senders: ReadonlyMap<string, readonly Sender[]>;
  readonly #makings: ReadonlyMap<string | undefined, readonly Deed[]>;
  readonly #stories = new Map<string, ProcessStory>();
  #processes: ReadonlyMap<string, ProcessInstance> | undefined;
  #remotes: ReadonlyMap<string, RemoteEndpoint> | undefined;
  /** Those of the remotes that are outside. */
  #outside: ReadonlyMap<string, RemoteEndpoint> | undefined;
  #trees: ReadonlyMap<string, readonly ProcessInstance[]> | undefined;
  readonly #roots = new Map<string, string>();
  readonly #sending = new Map<string, readonly ProcessStory[]>();

  constructor(facts: CaseFacts) {
    this.facts = facts;
    this.#deeds = grouped(facts.deeds, ({ process }) => process);
    this.#senders = grouped(facts.senders, ({ process }) => process);
    const makings = facts.deeds.filter(({ kind }) => kind === "process created");
    this.#makings = grouped(makings, ({ target }) => target);
  }

  process(id: string | undefined): ProcessInstance | undefined {
    if (id === undefined) return undefined;
    this.#processes ??= byId(this.facts.processes);
    return this.#processes.get(id);
  }

  remote(id: string | undefined): RemoteEndpoint | undefined {
    if (id === undefined) return undefined;
    this.#remotes ??= byId(this.facts.remotes);
    return this.#remotes.get(id);
  }

  story(process: ProcessInstance): ProcessStory {
    let story = this.#stories.get(process.id);
    if (!story) {
      story = this.#tell(process);
      this.#stories.set(process.id, story);
    }
    return story;
  }

  storyOf(id: string | undefined): ProcessStory | undefined {
    const process = this.process(id);
    return process && this.story(process);
  }

  /** Of processes that did something, which is all that Process Monitor's captures tell of. */
  *active(): Generator<ProcessStory> {
    for (const id of this.#deeds.keys()) {
      const story = this.storyOf(id);
      if (story) yield story;
    }
  }

  /** The parent's event of starting it. */
  making(id: string): Deed | undefined {
    return this.#makings.get(id)?.[0];
  }

  /**
   * The process that began what this one is part of: its farthest ancestor below the programs that start everything,
   * such as the shell and the service manager.
   */
  rootOf(process: ProcessInstance): string {
    let root = this.#roots.get(process.id);
    if (root === undefined) {
      root = this.#climb(process);
      this.#roots.set(process.id, root);
    }
    return root;
  }

  #climb(process: ProcessInstance): string {
    const seen = new Set([process.id]);
    let root = process;
    for (;;) {
      const parent = this.process(root.parent);
      if (!parent || seen.has(parent.id) || isLauncher(root) || isLauncher(parent)) return root.id;
      seen.add(parent.id);
      root = parent;
    }
  }

  /** Those of the tree that this process is part of which send to the outside, itself first. */
  sendersOfTree(process: ProcessInstance): readonly ProcessStory[] {
    const root = this.rootOf(process);
    let senders = this.#sending.get(root);
    if (!senders) {
      this.#trees ??= grouped(this.facts.processes, (each) => this.rootOf(each));
      const all = (this.#trees.get(root) ?? []).map((each) => this.story(each));
      senders = all.filter(({ outside }) => 0 < outside.length).slice(0, mostSenders);
      this.#sending.set(root, senders);
    }
    const own = senders.find((story) => story.process === process);
    return own ? [own, ...senders] : senders;
  }

  #tell(process: ProcessInstance): ProcessStory {
    const deeds = inOrderOfTime(this.#deeds.get(process.id) ?? []);
    this.#outside ??= byId(this.facts.remotes.filter(isOutsideRemote));
    const outside: RemoteEndpoint[] = [];
    for (const id of process.remotes) {
      const remote = this.#outside.get(id);
      if (remote) outside.push(remote);
    }
    const executable = process.executable ?? this.#making(process) ?? ownLoad(process, deeds)?.path;
    return {
      process,
      deeds,
      senders: this.#senders.get(process.id) ?? [],
      executable,
      executableKey: executable === undefined ? undefined : pathKey(executable),
      started: deeds.find(({ kind }) => kind === "process started")?.time ?? process.start,
      company:
        process.files?.find(({ company }) => company !== undefined)?.company ??
        ownLoad(process, deeds)?.module?.company,
      outside,
      isWindows: windowsProcessNamed(process.name) !== undefined,
    };
  }

  #making({ id }: ProcessInstance): string | undefined {
    return this.making(id)?.path;
  }
}

/** As they come, where they are in order already. */
function inOrderOfTime(deeds: readonly Deed[]): readonly Deed[] {
  for (let i = 1; i < deeds.length; i++)
    if (0 < byTime(deeds[i - 1]!, deeds[i]!)) return [...deeds].sort(byTime);
  return deeds;
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  const known = new Map<string, Thing>();
  for (const thing of things) known.set(thing.id, thing);
  return known;
}

const storiesOfFacts = new WeakMap<CaseFacts, CaseStories>();

/** All detectors look at the same stories. */
export function storiesOf(facts: CaseFacts): CaseStories {
  let stories = storiesOfFacts.get(facts);
  if (!stories) {
    stories = new CaseStories(facts);
    storiesOfFacts.set(facts, stories);
  }
  return stories;
}

/** A process loads its own image first. */
function ownLoad({ name }: ProcessInstance, deeds: readonly Deed[]): Deed | undefined {
  if (name === undefined) return undefined;
  const own = name.toLowerCase();
  return deeds.find(
    ({ kind, path }) => kind === "image loaded" && path !== undefined && baseName(path).toLowerCase() === own,
  );
}

/** Programs that start what has nothing to do with each other. */
const launchers: ReadonlySet<string> = new Set(
  [
    ...["explorer", "services", "svchost", "userinit", "winlogon", "wininit", "smss", "csrss", "taskeng"],
    ...["taskhost", "taskhostw", "taskhostex", "sihost", "runtimebroker", "wmiprvse", "dllhost", "lsass"],
  ].map((name) => `${name}.exe`),
);

function isLauncher({ name, pid }: ProcessInstance): boolean {
  return pid === 0 || pid === 4 || launchers.has(name?.toLowerCase() ?? "");
}

/** A far end outside of the organization; a name with dots that is nobody's inner domain counts as one. */
export function isOutsideRemote({ address, direction }: RemoteEndpoint): boolean {
  if (direction === "inbound") return false;
  const scope = addressScope(address);
  if (scope !== undefined) return isOutside(scope);
  const labels = address.toLowerCase().split(".");
  return 1 < labels.length && !innerDomains.has(labels.at(-1)!);
}

/** RFC 6762 appendix G, RFC 8375, RFC 9476 and names that are used so. */
const innerDomains: ReadonlySet<string> = new Set(
  "local localdomain lan home internal intranet corp private arpa alt test invalid localhost".split(" "),
);

/** A deed that shows that a process sends to an outside remote, and the remote. */
export interface FirstSend {
  readonly remote: RemoteEndpoint;
  readonly place: LineReference;
  readonly time: Instant | undefined;
}

/** The first contact of a process with an outside remote: of its own events, else of what joins say. */
export function firstSendOf(story: ProcessStory): FirstSend | undefined {
  const known = firstSends.get(story);
  if (known) return known.send;
  const send = findFirstSend(story);
  firstSends.set(story, { send });
  return send;
}

/** Many detectors ask for them. */
const firstSends = new WeakMap<ProcessStory, { readonly send: FirstSend | undefined }>();

function findFirstSend({ deeds, outside }: ProcessStory): FirstSend | undefined {
  const remotes = byId(outside);
  for (const { kind, remote: id, place, time } of deeds) {
    const remote = id === undefined ? undefined : remotes.get(id);
    if (remote && (kind === "sent" || kind === "connected")) return { remote, place, time };
  }
  const [first] = outside
    .filter(({ processes }) => processes.length === 1)
    .sort((a, b) => (a.first?.micros ?? 0) - (b.first?.micros ?? 0));
  return first && { remote: first, place: first.evidence[0], time: first.first };
}

/** Deeds of these kinds. */
export function deedsOf({ deeds }: ProcessStory, ...kinds: readonly DeedKind[]): readonly Deed[] {
  return deeds.filter(({ kind }) => kinds.includes(kind));
}

/** Whether Microsoft made it, as the file itself says; files may lie. */
export function isMicrosofts({ company }: { readonly company?: string | undefined }): boolean {
  return company?.toLowerCase().startsWith("microsoft") ?? false;
}
