import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import { isoText } from "../../core/instant.ts";
import { isMonitored } from "../captures/conversations.ts";
import { rowCount } from "../captures/scannedFile.ts";
import { samenessOf } from "./lifeBounds.ts";
import { groupsByLife } from "./lifeGroups.ts";
import { nearestSighting } from "./nearestList.ts";
import type { Sighting } from "./processSightings.ts";

/** tasklist's table cuts image names there. */
const cutNameLength = 25;

/** A process instance with the sightings it is made of. */
export interface InstanceSightings {
  readonly instance: ProcessInstance;
  readonly sightings: readonly Sighting[];
}

/**
 * Tells processes apart: a PID is not a process. Sightings of one host, one PID and one name are one
 * instance; another name under the same PID is another instance. A sighting without a name belongs to the
 * one whose list was taken nearest to it.
 */
export function processInstances(sightings: readonly Sighting[]): readonly InstanceSightings[] {
  const byHostAndPid = grouped(sightings, ({ host, pid }) => `${host.host.key} ${pid}`);
  return [...byHostAndPid.values()].flatMap((own) => withOwnIds(instancesOfPid(own)));
}

/** Processes of one PID and one name are told apart by when they started, or where they are told of first. */
function withOwnIds(instances: readonly InstanceSightings[]): readonly InstanceSightings[] {
  const byId = grouped(instances, ({ instance }) => instance.id);
  if (byId.size === instances.length) return instances;
  const taken = new Set<string>();
  return instances.map(({ instance, sightings }) => {
    const isOnly = byId.get(instance.id)!.length === 1 || !sightings.some(({ life }) => life);
    const { start, evidence } = instance;
    const told = start ? isoText(start) : `line ${evidence[0].line + 1}`;
    let id = isOnly ? instance.id : `${instance.id}/${told}`;
    while (taken.has(id)) id += "+";
    taken.add(id);
    return { instance: { ...instance, id }, sightings };
  });
}

function instancesOfPid(sightings: readonly Sighting[]): readonly InstanceSightings[] {
  const groups = new ImageGroups();
  for (const sighting of sightings) if (sighting.facts.name !== undefined) groups.add(sighting);
  if (groups.all.length === 0) return groupsByLife(sightings).map(instanceOf);
  const named = sightings.filter(({ facts }) => facts.name !== undefined);
  const left: Sighting[] = [];
  for (const sighting of sightings) {
    if (sighting.facts.name !== undefined) continue;
    const nearest = nearestSighting(sighting, livingWith(sighting, named));
    if (nearest) groups.of(nearest.sighting)?.push(sighting);
    else left.push(sighting);
  }
  const instances = groups.all.flatMap(groupsByLife).map(instanceOf);
  return left.length === 0 ? instances : [...instances, ...groupsByLife(left).map(instanceOf)];
}

/** Those whose process is known to be the sighting's; else all that can be. */
function livingWith(sighting: Sighting, named: readonly Sighting[]): readonly Sighting[] {
  if (!named.some(({ life }) => life)) return named;
  const shown = named.filter((other) => samenessOf(sighting, other) === "same");
  return 0 < shown.length ? shown : withoutOthers(sighting, named);
}

/** Those whose process can have been the sighting's. Lists go before monitors, whose processes come and go. */
export function withoutOthers(sighting: Sighting, named: readonly Sighting[]): readonly Sighting[] {
  if (!named.some(({ life }) => life)) return named;
  const possible = named.filter((other) => samenessOf(sighting, other) !== "other");
  const listed = possible.filter(({ life }) => life === undefined);
  return listed.length === 0 ? possible : listed;
}

/** Sightings of one PID by the image that they name. */
class ImageGroups {
  readonly all: Sighting[][] = [];
  readonly #byStart = new Map<string, Sighting[][]>();
  readonly #bySighting = new Map<Sighting, Sighting[]>();

  add(sighting: Sighting): void {
    const name = sighting.facts.name!;
    const start = name.slice(0, startLength).toLowerCase();
    const alike = this.#byStart.get(start) ?? [];
    let group = alike.find(([first]) => first && sameImage(first.facts.name!, name));
    if (!group) {
      group = [];
      this.all.push(group);
      if (alike.length < mostAlike) alike.push(group);
      this.#byStart.set(start, alike);
    }
    group.push(sighting);
    this.#bySighting.set(sighting, group);
  }

  of(sighting: Sighting): Sighting[] | undefined {
    return this.#bySighting.get(sighting);
  }
}

/** Names of one image agree that far, one of them being cut or without its `.exe`. */
const startLength = 1;
/** A hostile list may give one PID to thousands of images. */
const mostAlike = 200;

/** Image names as Windows compares them; `AppleMobileDeviceService.` is the cut form of a longer one. */
export function sameImage(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return true;
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  if ((short.length === cutNameLength && long.startsWith(short)) || `${short}.exe` === long) return true;
  return !short.endsWith(".exe") && !long.endsWith(".exe") && sameProgram(programOf(x), programOf(y));
}

/** lsof cuts a command there, `ss` at 15, netstat where its column ends. */
const shortestCut = 9;

/** Programs of Unix, which tools cut: `systemd-r` and `systemd-resolve` are systemd-resolved. */
function sameProgram(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (shortestCut <= short.length && long.startsWith(short));
}

/** Without the title that a daemon gives itself, and without arguments: `sshd: kim [priv]` is sshd. */
function programOf(name: string): string {
  return /^[^: ]+/.exec(name)?.[0] ?? name;
}

function instanceOf(sightings: readonly Sighting[]): InstanceSightings {
  const [first] = sightings as readonly [Sighting, ...Sighting[]];
  const facts = Object.assign({}, ...sightings.map((sighting) => sighting.facts).reverse());
  const names = sightings.flatMap(({ facts }) => (facts.name === undefined ? [] : [facts.name]));
  const name = longest(withoutTitles(names));
  const services = new Set(sightings.flatMap(({ facts }) => facts.services ?? []));
  const { host, pid } = first;
  const instance: ProcessInstance = {
    ...pick(facts),
    id: `${host.host.key}/${pid}/${name?.toLowerCase() ?? ""}`,
    host: { name: host.host.name ?? [...host.host.addresses][0], how: host.how },
    pid,
    ...(name === undefined ? {} : { name }),
    services: [...services].filter((service) => service !== "N/A"),
    assumes: assumptionsOf(sightings),
    ...startOf(sightings),
    connections: connectionsOf(sightings),
    remotes: [],
    evidence: evidenceOf(sightings) as [LineReference, ...LineReference[]],
  };
  return { instance, sightings };
}

/** When captures say that it started, the surest of them. */
function startOf(sightings: readonly Sighting[]) {
  const starts = sightings.flatMap(({ life }) => life?.start ?? []);
  const [start] = starts.sort((a, b) => a.assumed.length - b.assumed.length);
  return start ? { start } : {};
}

/** What a monitor shows are connections that tables and logs may show too: the larger number counts. */
function connectionsOf(sightings: readonly Sighting[]): number {
  let count = 0;
  let monitored = 0;
  for (const { capture, count: own } of sightings) {
    if (isMonitored(capture)) monitored += own;
    else if (capture.processes.length === 0) count += own;
  }
  return Math.max(count, monitored);
}

function pick({ executable, commandLine, parentPid, user }: ProcessInstance) {
  return {
    ...(executable === undefined ? {} : { executable }),
    ...(commandLine === undefined ? {} : { commandLine }),
    ...(parentPid === undefined ? {} : { parentPid }),
    ...(user === undefined ? {} : { user }),
  };
}

/** Neither netstat nor tasklist prints a boot or a start time; where all captures print the same, none is assumed. */
function assumptionsOf(sightings: readonly Sighting[]): readonly string[] {
  const [first, ...others] = sightings;
  const isTold = others.every((other) => samenessOf(first!, other) === "same");
  const captures = new Set(sightings.map(({ capture }) => capture.id));
  const hostAssumed = sightings.some(({ host }) => host.how === "neighbor" || host.how === "unknown");
  return [...(1 < captures.size && !isTold ? ["boot", "start"] : []), ...(hostAssumed ? ["host"] : [])];
}

/** Lines that name it first, then those that only number it. */
function evidenceOf(sightings: readonly Sighting[]): readonly LineReference[] {
  const most = 50;
  const weight = ({ capture, facts }: Sighting) =>
    (facts.name === undefined ? 2 : 0) + (capture.processes.length === rowCount(capture) ? 0 : 1);
  return [...sightings]
    .sort((a, b) => weight(a) - weight(b))
    .slice(0, most)
    .map(({ capture, line }) => ({ uri: capture.uri, line }));
}

/** `sshd: kim [priv]` says less than sshd, which another line names. */
function withoutTitles(names: readonly string[]): readonly string[] {
  const whole = new Set(names);
  return names.filter((name) => programOf(name) === name || !whole.has(programOf(name)));
}

function longest(names: readonly string[]): string | undefined {
  return names.reduce<string | undefined>(
    (best, name) => (best === undefined || best.length < name.length ? name : best),
    undefined,
  );
}
