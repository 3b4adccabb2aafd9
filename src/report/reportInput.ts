import { canonicalAddress } from "../core/address.ts";
import type { AddressPlace, PlacedAddress } from "../core/addressPlace.ts";
import type { Beacon, CaptureSummary, CaseView, LineReference, RemoteEndpoint } from "../core/caseView.ts";
import { isNativeFormat } from "../core/format.ts";
import type { LedgerEntry } from "../core/ledger.ts";
import { eventLink, lineLink } from "./cite.ts";
import { isOutsideRemote } from "./outside.ts";
import { ordered } from "./sections/order.ts";
import { instantOfIso } from "./sections/reportTime.ts";
import { counted } from "./sections/table.ts";
import { VerdictBook } from "./verdicts.ts";

/** What a report needs beside the case. There is no clock in here: the same input gives the same bytes. */
export interface FindingsContext {
  /** Path from the folder of the findings to a document, with `/`. */
  readonly relativePath: (uri: string) => string;
  /** Path from the case's folder, as the ledger names files. */
  readonly casePath: (uri: string) => string;
  readonly ledger: readonly LedgerEntry[];
  readonly ledgerUri?: string;
  /** The line as it stands in the evidence. */
  readonly lineText: (place: LineReference) => string | undefined;
  /** Zone of clocks that say none, where the analyst set one. */
  readonly zone?: string;
}

/** The case as its report sees it: in an order that does not depend on how it was read, with links made. */
export class ReportInput {
  readonly view: CaseView;
  readonly context: FindingsContext;
  readonly verdicts: VerdictBook;
  /** The newest time that ledger or evidence name with a zone, microseconds since 1970: what ages count to. */
  readonly asOf: number | undefined;
  readonly captures: readonly CaptureSummary[];
  /** Far ends outside the network, those that matter most first: regular ones, known processes, many connections. */
  readonly outside: readonly RemoteEndpoint[];
  readonly #places: ReadonlyMap<string, PlacedAddress["places"]>;
  readonly #paths = new Map<string, string>();
  readonly #native: ReadonlySet<string>;
  /** The most regular series to each far end, by the far end's id. */
  readonly #beacons = new Map<string, Beacon>();

  constructor(view: CaseView, context: FindingsContext) {
    this.view = view;
    this.#places = new Map(view.places.map(({ address, places }) => [canonicalAddress(address), places]));
    this.context = context;
    const native = view.captures.filter(({ format }) => isNativeFormat(format));
    this.#native = new Set(native.map(({ uri }) => uri));
    this.asOf = newestTime(view, context.ledger);
    this.verdicts = new VerdictBook(context.ledger, this.asOf);
    this.captures = ordered(view.captures, (capture) => [
      this.path(capture.uri),
      capture.firstLine,
      capture.id,
    ]);
    const weakestFirst = ordered(view.beacons, ({ score, count, source }) => [score ?? 0, count, source]);
    for (const beacon of weakestFirst) this.#beacons.set(beacon.remote, beacon);
    this.outside = this.#mattering(view.remotes.filter(isOutsideRemote));
  }

  /** What databases say of an address. */
  placesOf(address: string): readonly AddressPlace[] {
    return this.#places.get(canonicalAddress(address)) ?? [];
  }

  path(uri: string): string {
    const known = this.#paths.get(uri) ?? this.context.relativePath(uri);
    this.#paths.set(uri, known);
    return known;
  }

  link(place: LineReference): string {
    const link = this.isEvent(place) ? eventLink : lineLink;
    return link(this.path(place.uri), place.line);
  }

  /** Whether a place is an event of a native capture. */
  isEvent({ uri }: LineReference): boolean {
    return this.#native.has(uri);
  }

  /** Links to some of the lines, in order, the last one among them. */
  links(places: readonly LineReference[]): string {
    const inOrder = this.#inOrder(places).filter(
      (place, i, all) => place.line !== all[i - 1]?.line || place.uri !== all[i - 1]?.uri,
    );
    if (inOrder.length <= mostLinks) return inOrder.map((place) => this.link(place)).join(", ");
    const first = inOrder.slice(0, mostLinks - 1).map((place) => this.link(place));
    return `${first.join(", ")} … ${this.link(inOrder.at(-1)!)} (${counted(inOrder.length)} lines)`;
  }

  /** `fw.log:118`, the first line of the evidence, as plain text. */
  shownBy(places: readonly LineReference[]): string {
    const first = this.#inOrder(places)[0];
    if (!first) return "";
    const path = this.path(first.uri);
    return this.isEvent(first) ? `${path} event ${first.line}` : `${path}:${first.line + 1}`;
  }

  /** By what ordered lists tell equal things apart: where the first line of their evidence stands. */
  placeKeys(places: readonly LineReference[]): readonly [string, number] {
    const first = this.#inOrder(places)[0];
    return first ? [this.path(first.uri), first.line] : ["", 0];
  }

  /** The most regular of the series to this far end. */
  beaconOf(remote: RemoteEndpoint): Beacon | undefined {
    return this.#beacons.get(remote.id);
  }

  #inOrder(places: readonly LineReference[]): readonly LineReference[] {
    return places.length < 2 ? places : ordered(places, ({ uri, line }) => [this.path(uri), line]);
  }

  #mattering(remotes: readonly RemoteEndpoint[]): readonly RemoteEndpoint[] {
    return ordered(remotes, (remote) => [
      -(this.beaconOf(remote)?.score ?? 0),
      remote.processes.length === 0 ? 1 : 0,
      -remote.count,
      remote.address,
      remote.port ?? -1,
      remote.transport ?? "",
      remote.direction,
      ...this.placeKeys(remote.evidence),
    ]);
  }
}

const mostLinks = 3;

function newestTime(view: CaseView, ledger: readonly LedgerEntry[]): number | undefined {
  const times = [
    ...ledger.map(({ at }) => instantOfIso(at)?.micros),
    ...view.captures.map(({ facts }) => instantOfIso(facts.captured ?? "")?.micros),
    ...view.captures.map(({ last }) => (last && last.assumed.length === 0 ? last.micros : undefined)),
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : times.reduce((left, right) => Math.max(left, right));
}
