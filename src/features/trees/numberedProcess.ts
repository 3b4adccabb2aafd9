import { grouped } from "../../core/grouped.ts";
import type { InstanceSightings } from "../../workspace/joins/processInstances.ts";
import type { CaseIndex } from "./caseIndex.ts";

/** A process with its place among those of the case: what flows name it by. */
export interface NumberedProcess extends InstanceSightings {
  readonly number: number;
}

/** The processes of the case that the filter leaves, by their hosts. */
export function processesByHost(index: CaseIndex): ReadonlyMap<string, readonly NumberedProcess[]> {
  const numbered = index.snapshot.reading.instances.map((instance, number) => ({ ...instance, number }));
  const left = numbered.filter(({ instance: { id } }) => index.process(id) !== undefined);
  return grouped(left, ({ sightings }) => sightings[0]!.host.host.key);
}
