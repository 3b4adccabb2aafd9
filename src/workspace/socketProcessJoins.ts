import type { Confidence } from "../core/finding.ts";
import { grouped } from "../core/grouped.ts";
import { distance, sameImage } from "./processInstances.ts";
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
  const isListed = ({ capture }: Sighting) => 0 < capture.processes.length;
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
  const { name } = numbered.facts;
  const agreeing =
    name === undefined ? listed : listed.filter(({ facts }) => sameImage(facts.name ?? "", name));
  if (agreeing.length === 0) return undefined;
  const named = agreeing.reduce((best, other) =>
    distance(other, numbered) < distance(best, numbered) ? other : best,
  );
  const otherNames = new Set(
    agreeing.flatMap(({ facts }) =>
      sameImage(facts.name ?? "", named.facts.name ?? "") ? [] : [facts.name ?? ""],
    ),
  );
  const hostSure = [numbered, named].every(({ host }) => host.how !== "neighbor" && host.how !== "unknown");
  return {
    numbered,
    named,
    matched: ["host.name", "process.pid", ...(name === undefined ? [] : ["process.name"])],
    confidence: 0 < otherNames.size ? "low" : hostSure ? "high" : "medium",
    reason: reasonFor(hostSure, [...otherNames]),
  };
}

function reasonFor(hostSure: boolean, otherNames: readonly string[]): string {
  const reasons = [
    hostSure ? "same host and PID" : "same PID; that both are of one host is assumed from where they stand",
    "no start time is printed, so the PID is assumed not to have been reused",
  ];
  if (0 < otherNames.length)
    reasons.push(
      `another list of this host gives the PID to ${otherNames.join(", ")}; the nearer list is taken`,
    );
  return reasons.join("; ");
}
