import type { LineReference } from "../core/caseView.ts";
import { titleOfFormat } from "../formats/all.ts";
import type { EventLink, EventLinks } from "../protocol/events.ts";
import type { CaseLines, RowPlace } from "../workspace/case/caseLines.ts";
import type { CaseSnapshot } from "../workspace/case/caseStore.ts";
import { processFilters } from "./filter/rowFilters.ts";

const mostLinks = 50;
const mostRowsOfJoin = 10;

/** What the case says of an event of Process Monitor: its process, and lines of others that are of its connection. */
export function eventLinks({ lines }: CaseSnapshot, place: LineReference): EventLinks {
  const row = rowOn(lines, place);
  const process = processOf(lines, place, row);
  return {
    joins: row ? joinsOf(lines, row).slice(0, mostLinks) : [],
    ...(process ? { process } : {}),
  };
}

/** The connection that stands on the line itself. */
function rowOn(lines: CaseLines, place: LineReference): RowPlace | undefined {
  const found = lines.rowAt(place);
  return found && found.capture.columns.line[found.row] === place.line ? found : undefined;
}

function joinsOf(lines: CaseLines, row: RowPlace): readonly EventLink[] {
  const sockets = lines.joins
    .ofRow(row)
    .map(({ socket }) => linkTo(lines, { uri: socket.capture.uri, line: socket.line }));
  const logged = lines.joins
    .ofSocket(row)
    .flatMap((join) =>
      lines.joins
        .rowsOf(join, mostRowsOfJoin)
        .map((at) => linkTo(lines, { uri: join.flows.uri, line: join.flows.columns.line[at]! })),
    );
  const links = [...conversationLinks(lines, row), ...sockets, ...logged];
  return [...new Map(links.map((one) => [`${one.place.uri}#${one.place.line}`, one])).values()];
}

/** Of joins that are of a whole conversation, those of the event's own: any of its events leads to them. */
function conversationLinks(lines: CaseLines, row: RowPlace): readonly EventLink[] {
  const ends = lines.view.joins.flatMap(({ left, right }) => [
    { own: left, other: right },
    { own: right, other: left },
  ]);
  return ends
    .filter(({ own }) => own.uri === row.capture.uri && isOfConversation(rowOn(lines, own), row))
    .map(({ other }) => linkTo(lines, other));
}

function isOfConversation(found: RowPlace | undefined, { capture, row }: RowPlace): boolean {
  if (found?.capture !== capture) return false;
  const { source, sourcePort, destination, destinationPort } = capture.columns;
  return [source, sourcePort, destination, destinationPort].every(
    (column) => column[found.row] === column[row],
  );
}

function linkTo(lines: CaseLines, place: LineReference): EventLink {
  const format = lines.captureAt(place)?.format;
  const name = lines.nameOf(place);
  return { label: format === undefined ? name : `${name} · ${titleOfFormat(format)}`, place };
}

function processOf(lines: CaseLines, place: LineReference, row: RowPlace | undefined): EventLinks["process"] {
  const ofRow = row && lines.processes.ofRow(row)[0];
  const instance = ofRow?.instance ?? actorOn(lines, place);
  if (!instance) return undefined;
  const label = `${instance.name ?? "?"} (${instance.pid})`;
  return { label, filter: processFilters(instance).row, instance: instance.id };
}

/** The process of an event that is no connection. */
function actorOn(lines: CaseLines, place: LineReference) {
  const capture = lines.captureAt(place);
  const activity = capture?.activity;
  if (!capture || !activity) return undefined;
  const at = activity.events.line.indexOf(place.line);
  const actor = at < 0 ? undefined : activity.actors[activity.events.actor[at]!];
  return lines.processes.all.find(
    ({ instance, sightings }) =>
      instance.pid === actor?.pid && sightings.some((sighting) => sighting.capture === capture),
  )?.instance;
}
