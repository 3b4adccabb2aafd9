import type { EventType } from "../../core/direction.ts";
import type { Format } from "../../core/format.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { TimeKeys } from "../keyValues/keyValueTable.ts";
import { rowEnd } from "../patterns/rowEnd.ts";
import { useAliases } from "../patterns/useNames.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import type { FormatDefinition } from "./formatDefinition.ts";
import { formatFacts } from "./formatFacts.ts";

/** A log of keys and values. A head of syslog may stand before them. */
export function pairsFormat(definition: FormatDefinition): Format {
  const { fields = {}, separator = " ", assign = "=", marks, dates, absent, actions = {} } = definition;
  const uses = Object.entries(fields).map(([key, use]) => [key, useAliases.get(use) ?? use] as const);
  const facts = formatFacts(
    definition,
    uses.map(([, use]) => use),
  );
  const end = rowEnd(definition.family, definition.actions);
  const format = keyValueFormat(
    {
      ...facts,
      syntax: { assign, between: separator },
      known: [marks ?? keysOfEnds(uses)],
      keys: Object.fromEntries(uses.filter(([, use]) => use !== "date" && use !== "clock")) as Readonly<
        Record<string, FieldUse>
      >,
      times: timesOf(uses),
      actions: Object.fromEntries(
        Object.entries(actions).map(([word, type]) => [word.toLowerCase(), type]),
      ) satisfies Readonly<Record<string, EventType>>,
      writing: { ...(dates ? { dates } : {}), ...(absent ? { absent } : {}) },
    },
    () => ({
      finish: (row) => {
        end(row);
        return undefined;
      },
    }),
  );
  return { ...format, ...facts };
}

type Uses = readonly (readonly [key: string, use: string])[];

function timesOf(uses: Uses): readonly TimeKeys[] {
  const keyOf = (wanted: string) => uses.find(([, use]) => use === wanted)?.[0];
  const [date, clock] = [keyOf("date"), keyOf("clock")];
  const whole = uses.filter(([, use]) => use === "time").map(([key]) => ({ time: key }));
  return date === undefined || clock === undefined ? whole : [{ date, time: clock }, ...whole];
}

const ends: ReadonlySet<string> = new Set([
  "sourceAddress",
  "destinationAddress",
  "sourceEndpoint",
  "destinationEndpoint",
]);

/** The keys of both ends; without any, those of all fields. */
function keysOfEnds(uses: Uses): readonly string[] {
  const found = uses.filter(([, use]) => ends.has(use));
  return (0 < found.length ? found : uses).map(([key]) => key);
}
