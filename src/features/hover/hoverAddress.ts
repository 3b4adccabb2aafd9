import { addressText, canonicalAddress, isOutside, parseAddress, scopeOf } from "../../core/address.ts";
import { placeSentence } from "../../core/addressPlace.ts";
import type { Endpoint } from "../../core/observation.ts";
import { usualService } from "../../core/portNames.ts";
import { plural } from "../../report/sections/table.ts";
import { rowsWithAddress } from "../../workspace/captures/addressRows.ts";
import type { CaseLines } from "../../workspace/case/caseLines.ts";
import { listedText } from "../listedText.ts";
import { scopeMeaning } from "./fieldMeanings.ts";
import { type HoverLine, type HoverPart, listed, type Piece } from "./hoverText.ts";

const mostCaptures = 6;
const mostProcesses = 6;
const mostLists = 5;

/** An address: what kind it is, and where in the case. Where in the world and whose say the analyst's own databases alone. */
export function addressPart(lines: CaseLines, text: string): HoverPart {
  const address = parseAddress(text);
  if (!address)
    return {
      title: [{ code: text }, " is no IP address: a name that was resolved"],
      lines: [...listedLines(lines, text), ...whereLines(lines, text)],
    };
  const canonical = addressText(address);
  const isMapped = address.version === 6 && !canonical.includes(":");
  const scope = scopeOf(address);
  const spelled = canonical === text.toLowerCase() ? [] : [["One spelling: ", { code: canonical }]];
  return {
    title: [
      { code: text },
      ` IPv${address.version}, ${scopeMeaning(scope, isMapped ? 4 : address.version)}`,
      ...(isOutside(scope) ? [", outside"] : []),
    ],
    lines: [
      ...(isMapped ? [["An IPv4 address as IPv6 programs see it (RFC 4291)"]] : spelled),
      ...(address.zone === undefined
        ? []
        : [["Scope ", { code: address.zone }, " means something on that host only"]]),
      ...placeLines(lines, canonical),
      ...listedLines(lines, canonical),
      ...whereLines(lines, canonical),
    ],
  };
}

/** What the analyst's own databases say, and of which day they are. */
function placeLines({ view }: CaseLines, address: string): readonly HoverLine[] {
  const places = view.places.find((placed) => placed.address === address)?.places ?? [];
  return places.map((place) => ["By a database: ", { code: placeSentence(place) }]);
}

/** What the analyst's own lists say. */
function listedLines({ view }: CaseLines, value: string): readonly HoverLine[] {
  const lists = view.listed.find((listed) => listed.value === value)?.lists ?? [];
  return lists.slice(0, mostLists).map((entry) => [{ code: listedText(entry) }]);
}

/** How often the case has it, where, on which host, and with which processes. */
function whereLines(lines: CaseLines, address: string): readonly HoverLine[] {
  const found = lines.reading.captures.flatMap((capture) => {
    let count = 0;
    let first = -1;
    for (const row of rowsWithAddress(capture, { address })) {
      if (count === 0) first = row;
      count++;
    }
    const place = { uri: capture.uri, line: capture.columns.line[first]! };
    return count === 0 ? [] : [{ count, place }];
  });
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const shown = found
    .slice(0, mostCaptures)
    .flatMap(
      ({ count, place }, i): HoverLine => [i === 0 ? "" : ", ", { place }, ` (${plural(count, "row")})`],
    );
  const more = found.length - mostCaptures;
  const where: HoverLine = [
    `In ${plural(total, "row")} of ${plural(found.length, "capture")}: `,
    ...shown,
    ...(0 < more ? [` and ${more} more`] : []),
  ];
  return [
    ...(total === 0 ? [["In no other line of the case"]] : [where]),
    ...hostLines(lines, address),
    ...processLines(lines, address),
  ];
}

function hostLines({ reading }: CaseLines, address: string): readonly HoverLine[] {
  const names = new Set<string>();
  for (const { host } of reading.hosts.values())
    if (host.addresses.has(address) && host.name !== undefined) names.add(host.name);
  return names.size === 0 ? [] : [["An address of ", ...listed([...names].map((code): Piece => ({ code })))]];
}

function processLines({ view }: CaseLines, address: string): readonly HoverLine[] {
  const ids = new Set(
    view.remotes.filter((remote) => remote.address === address).flatMap(({ processes }) => processes),
  );
  const talking = view.processes.filter(({ id }) => ids.has(id));
  if (talking.length === 0) return [];
  const shown = talking
    .slice(0, mostProcesses)
    .flatMap(
      ({ name, pid, evidence }, i): HoverLine => [
        i === 0 ? "" : ", ",
        `PID ${pid} `,
        ...(name === undefined ? [] : [{ code: name }, " "]),
        { place: evidence[0] },
      ],
    );
  const more = talking.length - mostProcesses;
  return [["Connections of ", ...shown, ...(0 < more ? [` and ${more} more`] : [])]];
}

/** RFC 6335, section 6: what Windows since Vista takes too. */
const windowsEphemeral = { from: 49_152, to: 65_535 };
/** The default of `net.ipv4.ip_local_port_range`. */
const linuxEphemeral = { from: 32_768, to: 60_999 };

/** A port: who usually has it, as a guess, and whether systems hand it out to clients. */
export function portPart(lines: CaseLines, endpoint: Endpoint, transport: string | undefined): HoverPart {
  const { port, service, ip } = endpoint;
  const title: HoverLine = [
    port === undefined ? "Port" : `Port ${port}`,
    ...(transport === undefined ? [] : [" ", { code: transport }]),
    ...(service === undefined ? [] : [", printed as ", { code: service }]),
  ];
  return { title, lines: [...portLines(port), ...endpointLines(lines, ip, port)] };
}

function portLines(port: number | undefined): readonly HoverLine[] {
  if (port === undefined) return [["The port behind this name is not known"]];
  if (port === 0) return [["No port: nothing is connected"]];
  const usual = usualService(port);
  const ephemeral = [
    ...(isIn(windowsEphemeral, port) ? ["Windows (49152–65535)"] : []),
    ...(isIn(linuxEphemeral, port) ? ["Linux (32768–60999)"] : []),
  ];
  return [
    [
      usual === undefined
        ? "IANA's well-known names have none for it here"
        : `A guess: usually ${usual}, by IANA's list; any program can use it`,
    ],
    ...(ephemeral.length === 0 ? [] : [[`Ephemeral: handed out to clients by ${ephemeral.join(" and ")}`]]),
  ];
}

function isIn({ from, to }: { readonly from: number; readonly to: number }, port: number): boolean {
  return from <= port && port <= to;
}

function endpointLines(
  lines: CaseLines,
  ip: string | undefined,
  port: number | undefined,
): readonly HoverLine[] {
  if (ip === undefined || port === undefined || port === 0) return [];
  const wanted = { address: canonicalAddress(ip), port };
  let count = 0;
  for (const capture of lines.reading.captures) for (const _row of rowsWithAddress(capture, wanted)) count++;
  return count < 2 ? [] : [["With ", { code: ip }, ` in ${plural(count, "row")} of the case`]];
}
