import { picked, withRoom } from "../../core/names.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Activity, EventColumns } from "./activity.ts";

/** Events of one operation by one actor, side by side: numbers are those of `Activity`. */
export interface OperationCounts {
  readonly size: number;
  readonly actor: Uint32Array;
  readonly operation: Uint16Array;
  readonly count: Uint32Array;
  /** Numbers of events, whose lines and times are in `Activity.events`. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
}

/** Actors times operations of which a table is made for all at once. */
const mostPlaces = 1 << 22;

/** All events by who did what, in the order in which each comes first. One pass over the columns, without objects. */
export function operationCounts({ events, actors, operations }: Activity): OperationCounts {
  const groups = new Groups();
  if (actors.length * operations.length <= mostPlaces)
    countInTable(events, actors.length, operations.length, groups);
  else countByHash(events, groups);
  const { size, count, last } = groups;
  const first = groups.first.slice(0, size);
  return {
    ...{ size, first, count: count.slice(0, size), last: last.slice(0, size) },
    actor: picked(events.actor, first),
    operation: picked(events.operation, first),
  };
}

class Groups {
  size = 0;
  count = new Uint32Array(256);
  first = new Uint32Array(256);
  last = new Uint32Array(256);

  open(event: number): void {
    const i = this.size++;
    this.count = withRoom(this.count, this.size);
    this.first = withRoom(this.first, this.size);
    this.last = withRoom(this.last, this.size);
    this.first[i] = event;
  }
}

function countInTable(
  { count, actor, operation }: EventColumns,
  actors: number,
  operations: number,
  groups: Groups,
): void {
  /** The group and one more; 0 where there is none. */
  const places = new Uint32Array(actors * operations);
  for (let i = 0; i < count; i++) {
    const place = actor[i]! * operations + operation[i]!;
    if (places[place] === 0) {
      groups.open(i);
      places[place] = groups.size;
    }
    const group = places[place]! - 1;
    groups.count[group]!++;
    groups.last[group] = i;
  }
}

function countByHash({ count, actor, operation }: EventColumns, groups: Groups): void {
  const numbers = new Quadruples();
  for (let i = 0; i < count; i++) {
    const group = numbers.numberOf(actor[i]!, operation[i]!, 0, 0);
    if (group === groups.size) groups.open(i);
    groups.count[group]!++;
    groups.last[group] = i;
  }
}
