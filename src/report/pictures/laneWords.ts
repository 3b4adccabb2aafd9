import type { Beacon, CaseView, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { TimelineCapture, TimelineLane } from "../../pictures/timeline.ts";
import { visibleText } from "../escape.ts";
import { durationText } from "../sections/reportTime.ts";
import { few, plural } from "../sections/table.ts";
import { assumedFacts } from "./timelineCaptures.ts";
import type { LaneKind } from "./timelineSources.ts";

type LaneWords = Pick<TimelineLane, "label" | "facts" | "isRegular">;

interface LaneFacts {
  readonly rows: number;
  readonly captures: readonly TimelineCapture[];
}

const mostNamed = 2;

/** What stands beside a lane. */
export function laneWords(
  view: CaseView,
  kind: LaneKind,
  place: number,
  { rows, captures }: LaneFacts,
): LaneWords {
  const own =
    kind === "remote" ? remoteWords(view, view.remotes[place]!) : processWords(view.processes[place]);
  const assumed = [...new Set(captures.flatMap(({ assumed: of }) => of))];
  const facts = [plural(rows, "row"), ...own.facts, ...assumedFacts(assumed, undefined)];
  return { label: visibleText(own.label), facts: facts.map(visibleText), isRegular: own.isRegular };
}

function remoteWords(view: CaseView, remote: RemoteEndpoint): LaneWords {
  const { beacons, processes } = wordsOf(view);
  const beacon = beacons.get(remote.id)?.find(({ usual }) => usual === undefined);
  const any = beacon ?? beacons.get(remote.id)?.[0];
  const names = new Set(remote.processes.flatMap((id) => processes.get(id)?.name ?? []));
  return {
    label: `${endpointText(remote)}${remote.transport === undefined ? "" : `/${remote.transport}`}`,
    facts: [
      ...(remote.direction === "inbound" ? ["inbound"] : []),
      ...(any?.period === undefined
        ? []
        : [`every ${durationText(any.period)}${any.usual === undefined ? "" : `, usual for ${any.usual}`}`]),
      ...(names.size === 0 ? [] : [few([...names], mostNamed)]),
    ],
    isRegular: beacon !== undefined,
  };
}

/** `203.0.113.77:12000`, `[2001:db8::1]:443` */
export function endpointText({ address, port }: Pick<RemoteEndpoint, "address" | "port">): string {
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function processWords(process: ProcessInstance | undefined): LaneWords {
  if (!process) return { label: "Process not established", facts: [], isRegular: false };
  const { name, pid, host, user } = process;
  return {
    label: name === undefined ? `PID ${pid}` : `${name} (PID ${pid})`,
    facts: [host.name, user].filter((fact) => fact !== undefined),
    isRegular: false,
  };
}

interface Words {
  readonly beacons: ReadonlyMap<string, readonly Beacon[]>;
  readonly processes: ReadonlyMap<string, ProcessInstance>;
}

const known = new WeakMap<CaseView, Words>();

function wordsOf(view: CaseView): Words {
  const words = known.get(view) ?? {
    beacons: grouped(view.beacons, ({ remote }) => remote),
    processes: new Map(view.processes.map((process) => [process.id, process])),
  };
  known.set(view, words);
  return words;
}
