import type { CaseView, RemoteEndpoint } from "../../core/caseView.ts";
import { type Indicator, indicatorsOf } from "../indicators.ts";
import { type FindingsContext, ReportInput } from "../reportInput.ts";
import { instantOfIso } from "../sections/reportTime.ts";
import { isMalicious } from "../verdicts.ts";
import {
  canonicalJson,
  observableOf,
  type StixObject,
  type StixValue,
  trafficOf,
} from "./stixObservables.ts";
import { uuidOf } from "./uuid.ts";

/**
 * The indicators of a case as a STIX 2.1 bundle: what was seen as observed data, and an indicator only where a
 * service called the value malicious. The ids are made of the content, so that the same case gives the same bundle.
 */
export function stixBundle(view: CaseView, context: FindingsContext): string {
  const input = new ReportInput(view, context);
  const objects = unique(indicatorsOf(input).flatMap((indicator) => objectsOf(indicator, input)));
  const all = objects.length === 0 ? [] : [...objects, reportOf(objects, input)];
  const id = `bundle--${uuidOf(ownNamespace, canonicalJson(all))}`;
  const bundle = { type: "bundle", id, ...(all.length === 0 ? {} : { objects: all }) };
  return `${JSON.stringify(bundle, undefined, 2)}\n`;
}

/** STIX leaves its own namespace to observables; the ids of everything else are made in this one. */
const ownNamespace = "66a48137-bb47-401c-8d0f-8af5ba3c3d31";
const mostObserved = 999_999_999;

function objectsOf(indicator: Indicator, input: ReportInput): readonly StixObject[] {
  const observable = observableOf(indicator);
  if (!observable) return [];
  const sightings =
    indicator.type === "file"
      ? fileSightings(indicator, observable)
      : indicator.remotes.flatMap((remote) => remoteSighting(remote, observable));
  const observed = sightings.filter(({ type }) => type === "observed-data");
  return [observable, ...sightings, ...indicatorObjects(indicator, observable, observed, input)];
}

function remoteSighting(remote: RemoteEndpoint, far: StixObject): readonly StixObject[] {
  const traffic = trafficOf(remote, far);
  const { first, last, count } = remote;
  if (!first || !last) return [traffic];
  return [
    traffic,
    observedData({ first: first.micros, last: last.micros, count, refs: [far.id, traffic.id] }),
  ];
}

function fileSightings({ first, last, count }: Indicator, file: StixObject): readonly StixObject[] {
  if (!first || !last) return [];
  return [observedData({ first: first.micros, last: last.micros, count, refs: [file.id] })];
}

interface Observed {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly refs: readonly string[];
}

function observedData({ first, last, count, refs }: Observed): StixObject {
  return domainObject("observed-data", last, {
    first_observed: stixTime(first),
    last_observed: stixTime(Math.max(first, last)),
    number_observed: Math.min(Math.max(1, count), mostObserved),
    object_refs: refs,
  });
}

/** An indicator says "bad": only a service's verdict may say so here. */
function indicatorObjects(
  indicator: Indicator,
  observable: StixObject,
  observed: readonly StixObject[],
  input: ReportInput,
): readonly StixObject[] {
  const { verdict, value } = indicator;
  if (!verdict || !isMalicious(verdict)) return [];
  const pattern = patternOf(observable);
  const since = instantOfIso(verdict.at)?.micros ?? input.asOf ?? 0;
  // The description tells the verdict's age, which grows; the id is of what stays.
  const description = input.verdicts.text(verdict);
  const bad = domainObject("indicator", since, {
    name: value,
    indicator_types: ["malicious-activity"],
    pattern,
    pattern_type: "stix",
    valid_from: stixTime(since),
  });
  const links = observed.map(({ id }) =>
    domainObject("relationship", since, {
      relationship_type: "based-on",
      source_ref: bad.id,
      target_ref: id,
    }),
  );
  return [{ ...bad, description }, ...links];
}

function patternOf(observable: StixObject): string {
  const { value, hashes } = observable;
  if (typeof value === "string") return `[${observable.type}:value = ${quoted(value)}]`;
  const [kind = "", hash = ""] = Object.entries(hashes as { readonly [kind: string]: string }).at(-1) ?? [];
  return `[file:hashes.'${kind}' = ${quoted(hash)}]`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/gu, "\\$&")}'`;
}

function reportOf(objects: readonly StixObject[], input: ReportInput): StixObject {
  return domainObject("report", input.asOf ?? 0, {
    name: "Findings",
    report_types: ["observed-data"],
    published: stixTime(input.asOf ?? 0),
    object_refs: objects.map(({ id }) => id),
  });
}

/** `created` is a time of the content, too: another run must not make another version of it. */
function domainObject(
  type: string,
  created: number,
  properties: { readonly [property: string]: StixValue },
): StixObject {
  const time = stixTime(created);
  const id = `${type}--${uuidOf(ownNamespace, canonicalJson({ type, ...properties }))}`;
  return { type, id, spec_version: "2.1", created: time, modified: time, ...properties };
}

/** RFC 3339 with milliseconds, in the years that it can name. */
function stixTime(micros: number): string {
  const [least, most] = [-62_135_596_800_000, 253_402_300_799_999];
  return new Date(Math.min(Math.max(Math.floor(micros / 1000), least), most)).toISOString();
}

function unique(objects: readonly StixObject[]): readonly StixObject[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()];
}
