import { type AddressPlace, placeWords } from "../../core/addressPlace.ts";
import type { CaseView } from "../../core/caseView.ts";
import { csvCell } from "../escape.ts";
import { type Indicator, indicatorsOf } from "../indicators.ts";
import { type FindingsContext, ReportInput } from "../reportInput.ts";
import { timeText } from "../sections/reportTime.ts";

type Column = readonly [name: string, cell: (indicator: Indicator, input: ReportInput) => string];

/** Every column of the export. Values are live, for machines to compare; a sheet that shows them makes no link of them. */
const columns: readonly Column[] = [
  ["type", ({ type }) => (type === "file" ? "file:sha256" : type)],
  ["value", ({ value }) => value],
  ["count", ({ count }) => String(count)],
  ["first", ({ first }) => (first ? timeText(first) : "")],
  ["last", ({ last }) => (last ? timeText(last) : "")],
  [
    "ports",
    ({ remotes }) => unique(remotes.map(({ port, transport }) => `${port ?? ""}/${transport ?? ""}`)),
  ],
  ["directions", ({ remotes }) => unique(remotes.map(({ direction }) => direction))],
  ["near_ends", ({ remotes }) => unique(remotes.flatMap(({ sources }) => sources).slice(0, mostNames))],
  ["files", ({ hashes }) => unique(hashes.map(({ file }) => file))],
  ["sha1", ({ hashes }) => unique(hashes.map(({ sha1 }) => sha1))],
  ["md5", ({ hashes }) => unique(hashes.map(({ md5 }) => md5))],
  ["country", ({ value }, input) => unique(input.placesOf(value).flatMap(({ country }) => country ?? []))],
  [
    "autonomous_system",
    ({ value }, input) => unique(input.placesOf(value).map((place) => placeWords([withoutCountry(place)]))),
  ],
  ["databases", ({ value }, input) => unique(input.placesOf(value).map(databaseText))],
  ["verdict", ({ verdict }, input) => input.verdicts.text(verdict)],
  ["shown_by", ({ evidence }, input) => input.shownBy(evidence)],
];

const mostNames = 50;

/** The indicators of a case after RFC 4180, UTF-8, one header line. */
export function indicatorsCsv(view: CaseView, context: FindingsContext): string {
  const input = new ReportInput(view, context);
  const rows = indicatorsOf(input).map((indicator) => columns.map(([, cell]) => cell(indicator, input)));
  return [columns.map(([name]) => name), ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function withoutCountry({ country: _country, ...place }: AddressPlace): AddressPlace {
  return place;
}

function databaseText({ database: { title, built } }: AddressPlace): string {
  return built === undefined ? title : `${title} ${built}`;
}

function unique(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ""))].sort().join("; ");
}
