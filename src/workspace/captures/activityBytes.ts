import type { ModuleFacts } from "../../core/deed.ts";
import type { Activity, CapturedDeed, EventColumns } from "./activity.ts";
import type { Numbers, PackedPlace, PackingBytes } from "./packedBytes.ts";

/** An activity as a scan that is kept has it: its columns as they lie in memory, the rest as JSON. */
export interface PackedActivity extends Omit<Activity, "events" | "deeds" | "modules" | "baseRates"> {
  readonly count: number;
  readonly line: PackedPlace;
  readonly time: PackedPlace;
  readonly actor: PackedPlace;
  readonly operation: PackedPlace;
  /** JSON has no NaN: it writes null. */
  readonly deeds: readonly (Omit<CapturedDeed, "micros"> & { readonly micros: number | null })[];
  readonly modules: readonly (readonly [string, ModuleFacts])[];
  readonly baseRates?: PackedPlace;
}

export function packActivity(activity: Activity, bytes: PackingBytes): PackedActivity {
  const { events, deeds, modules, baseRates, ...rest } = activity;
  return {
    ...rest,
    count: events.count,
    line: bytes.put(events.line),
    time: bytes.put(events.time),
    actor: bytes.put(events.actor),
    operation: bytes.put(events.operation),
    deeds,
    modules: [...modules],
    ...(baseRates ? { baseRates: bytes.put(baseRates) } : {}),
  };
}

/** `numbers` gives the array of this kind at a place, and throws where there is none. */
export function unpackActivity(
  packed: PackedActivity,
  numbers: <Kind extends Numbers>(place: PackedPlace, kind: new (length: number) => Kind) => Kind,
): Activity {
  const { count, line, time, actor, operation, deeds, modules, baseRates, ...rest } = packed;
  const events: EventColumns = {
    count,
    line: numbers(line, Uint32Array),
    time: numbers(time, Float64Array),
    actor: numbers(actor, Uint32Array),
    operation: numbers(operation, Uint16Array),
  };
  if ([events.line, events.time, events.actor, events.operation].some(({ length }) => length !== count))
    throw new RangeError("Columns of several lengths");
  return {
    ...rest,
    events,
    deeds: deeds.map((deed) => ({ ...deed, micros: deed.micros ?? Number.NaN })),
    modules: new Map(modules),
    ...(baseRates ? { baseRates: numbers(baseRates, Float64Array) } : {}),
  };
}
