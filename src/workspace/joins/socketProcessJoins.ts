import type { Confidence } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { nearestSighting } from "./nearestList.ts";
import { sameImage, withoutOthers } from "./processInstances.ts";
import type { Sighting } from "./processSightings.ts";

/** A row that has only a PID, and the line of a process list that names it. */
export interface ProcessNameJoin {
  readonly numbered: Sighting;
  readonly named: Sighting;
  readonly matched: readonly string[];
  readonly confidence: Confidence;
  readonly reason: string;
}

/** Finds the line of a process list for every PID that sockets or firewall rows name, on the same host only. */
export function joinWithProcessLists(sightings: readonly Sighting[]): readonly ProcessNameJoin[] {
  const isListed = ({ capture, life }: Sighting) => life !== undefined || 0 < capture.processes.length;
  const lists = grouped(sightings.filter(isListed), ({ host, pid }) => `${host.host.key} ${pid}`);
  return sightings
    .filter((sighting) => !isListed(sighting))
    .flatMap((numbered) => {
      const listed = lists.get(`${numbered.host.host.key} ${numbered.pid}`) ?? [];
      const join = listed.length === 0 ? undefined : bestJoin(numbered, listed);
      return join ? [join] : [];
    });
}

function bestJoin(numbered: Sighting, listed: readonly Sighting[]): ProcessNameJoin | undefined {
  const name = numbered.facts.name ?? numbered.shown?.facts.name;
  const living = withoutOthers(numbered, listed);
  const agreeing =
    name === undefined ? living : living.filter(({ facts }) => sameImage(facts.name ?? "", name));
  const nearest = nearestSighting(numbered, agreeing);
  if (!nearest) return undefined;
  const { sighting: named, possible, compared } = nearest;
  const isOther = ({ facts }: Sighting) => !sameImage(facts.name ?? "", named.facts.name ?? "");
  const hostSure = [numbered, named].every(({ host }) => host.how !== "neighbor" && host.how !== "unknown");
  const doubtful = possible.some(isOther);
  const otherNames = new Set(compared.filter(isOther).map(({ facts }) => facts.name ?? ""));
  return {
    numbered,
    named,
    matched: ["host.name", "process.pid", ...(numbered.facts.name === undefined ? [] : ["process.name"])],
    confidence: doubtful ? "low" : hostSure ? "high" : "medium",
    reason: [
      hostSure ? "same host and PID" : "same PID; that both are of one host is assumed",
      named.life?.start
        ? "when the table was taken is not set against when the process started, so the PID is assumed not to have been reused"
        : "no start time is printed, so the PID is assumed not to have been reused",
      ...otherNamesText([...otherNames], doubtful),
    ].join("; "),
  };
}

function otherNamesText(names: readonly string[], doubtful: boolean): readonly string[] {
  if (names.length === 0) return [];
  const taken = doubtful
    ? "the nearer list is taken"
    : "its PIDs, its time or its heading say that it is of another time";
  return [`another list of this host gives the PID to ${names.join(", ")}; ${taken}`];
}
