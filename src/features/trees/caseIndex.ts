import type { AddressPlace } from "../../core/addressPlace.ts";
import type { Beacon, ListedValue, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { LedgerEntry } from "../../core/ledger.ts";
import type { NextStep } from "../../report/nextSteps/nextStep.ts";
import { nextSteps } from "../../report/nextSteps/nextSteps.ts";
import { isOutsideRemote } from "../../report/outside.ts";
import { ordered } from "../../report/sections/order.ts";
import { isMonitored } from "../../workspace/captures/conversations.ts";
import { CountedOnce } from "../../workspace/captures/countedOnce.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { compareSnapshots, type SnapshotComparison } from "../../workspace/snapshots/compareSnapshots.ts";
import { type SnapshotStep, snapshotSteps } from "../../workspace/snapshots/snapshotSeries.ts";

/** A snapshot of a host, with what changed since the one before it. */
export interface SnapshotChanges extends SnapshotStep {
  readonly comparison: SnapshotComparison;
}

/** Ways through a snapshot of the case that trees go more than once. Made when first asked for. */
export class CaseIndex {
  readonly snapshot: CaseSnapshot;
  readonly #processes: ReadonlyMap<string, ProcessInstance>;
  readonly #remotes: ReadonlyMap<string, RemoteEndpoint>;
  readonly #beacons: ReadonlyMap<string, readonly Beacon[]>;
  #byAddress: ReadonlyMap<string, readonly RemoteEndpoint[]> | undefined;
  #addresses: readonly string[] | undefined;
  #connections: Float64Array | undefined;
  #listed: ReadonlyMap<string, ListedValue> | undefined;
  /** What was hashed and looked up; steps are asked again where it grows. */
  #ledger: readonly LedgerEntry[] = [];
  #nextSteps: readonly NextStep[] | undefined;
  #places: ReadonlyMap<string, readonly AddressPlace[]> | undefined;
  #steps: ReadonlyMap<string, SnapshotStep> | undefined;
  readonly #changes = new Map<string, SnapshotChanges>();

  constructor(snapshot: CaseSnapshot) {
    const { processes, remotes, beacons } = snapshot.view;
    this.snapshot = snapshot;
    this.#processes = new Map(processes.map((process) => [process.id, process]));
    this.#remotes = new Map(remotes.map((remote) => [remote.id, remote]));
    this.#beacons = grouped(beacons, ({ remote }) => remote);
  }

  /** What the lists of the case say of an address, a domain or a hash. */
  listed(value: string): ListedValue | undefined {
    this.#listed ??= new Map(this.snapshot.view.listed.map((listed) => [listed.value, listed]));
    return this.#listed.get(value);
  }

  /** What databases say of an address. */
  placesOf(address: string): readonly AddressPlace[] {
    this.#places ??= new Map(this.snapshot.view.places.map((placed) => [placed.address, placed.places]));
    return this.#places.get(address) ?? [];
  }

  /** What was hashed and looked up. */
  get ledger(): readonly LedgerEntry[] {
    return this.#ledger;
  }

  set ledger(ledger: readonly LedgerEntry[]) {
    if (ledger.length !== this.#ledger.length) this.#nextSteps = undefined;
    this.#ledger = ledger;
  }

  /** What to do next. */
  get steps(): readonly NextStep[] {
    this.#nextSteps ??= nextSteps({ ...this.snapshot, ledger: this.ledger });
    return this.#nextSteps;
  }

  process(id: string): ProcessInstance | undefined {
    return this.#processes.get(id);
  }

  remote(id: string): RemoteEndpoint | undefined {
    return this.#remotes.get(id);
  }

  /** Rows that name a process or were joined to it, by its place among the processes of the case: rows, not
   * connections, for two logs may each have a row of the same packet. */
  connectionsOf(process: number): number {
    this.#connections ??= connectionCounts(this.snapshot);
    return this.#connections[process] ?? 0;
  }

  /** Remote endpoints by their address, the busiest first. */
  get byAddress(): ReadonlyMap<string, readonly RemoteEndpoint[]> {
    this.#byAddress ??= grouped(this.snapshot.view.remotes, ({ address }) => address);
    return this.#byAddress;
  }

  /** The addresses outside first, of these the most regular, then the busiest. */
  get addresses(): readonly string[] {
    this.#addresses ??= ordered([...this.byAddress], ([address, remotes]) => {
      const beats = remotes.map((remote) => this.unusualBeaconOf(remote)?.score ?? 0);
      const count = remotes.reduce((sum, remote) => sum + remote.count, 0);
      return [isOutsideRemote(remotes[0]!) ? 0 : 1, -Math.max(0, ...beats), -count, address];
    }).map(([address]) => address);
    return this.#addresses;
  }

  /** What changed since the snapshot before this capture; undefined where that is the first, or is none. */
  changesSince(capture: string): SnapshotChanges | undefined {
    const { reading } = this.snapshot;
    const step = this.#stepsOf().get(capture);
    const known = this.#changes.get(capture);
    // A filter asks for rows; what changed is asked of the whole tables.
    const whole = ({ narrowedFrom }: ScannedCapture) => narrowedFrom?.capture;
    const [earlier, later] = step
      ? [whole(step.earlier) ?? step.earlier, whole(step.later) ?? step.later]
      : [];
    const comparison = known || !earlier || !later ? undefined : compareSnapshots(reading, earlier, later);
    if (!step || !comparison) return known;
    const changes = { ...step, comparison };
    this.#changes.set(capture, changes);
    return changes;
  }

  /** Whether there is a snapshot before this capture. */
  hasSnapshotBefore(capture: string): boolean {
    return this.#stepsOf().has(capture);
  }

  #stepsOf(): ReadonlyMap<string, SnapshotStep> {
    this.#steps ??= new Map(snapshotSteps(this.snapshot.reading).map((step) => [step.later.id, step]));
    return this.#steps;
  }

  /** The regular series to a remote endpoint, the most regular first. */
  beaconsOf({ id }: RemoteEndpoint): readonly Beacon[] {
    return this.#beacons.get(id) ?? [];
  }

  /** The most regular series that no well-known periodic service explains. */
  unusualBeaconOf(remote: RemoteEndpoint): Beacon | undefined {
    return this.beaconsOf(remote).find(({ usual }) => usual === undefined);
  }
}

function connectionCounts({ reading: { captures, processes } }: CaseSnapshot): Float64Array {
  const counts = new Float64Array(processes.instances.length);
  // What a monitor shows are connections that tables and logs may show too.
  const monitored = new Float64Array(processes.instances.length);
  for (const capture of captures) {
    const { flows } = capture;
    const own = new Map<number, CountedOnce>();
    for (let flow = 0; flow < flows.count; flow++) {
      const process = processes.ofFlow(capture, flow);
      if (process < 0) continue;
      const known = own.get(process) ?? new CountedOnce(capture);
      own.set(process, known);
      known.addFlow(flow);
    }
    const told = isMonitored(capture) ? monitored : counts;
    for (const [process, { count }] of own) told[process] = told[process]! + count;
  }
  return counts.map((count, process) => Math.max(count, monitored[process]!));
}

const indexes = new WeakMap<CaseSnapshot, CaseIndex>();

export function indexOf(snapshot: CaseSnapshot): CaseIndex {
  const index = indexes.get(snapshot) ?? new CaseIndex(snapshot);
  indexes.set(snapshot, index);
  return index;
}
