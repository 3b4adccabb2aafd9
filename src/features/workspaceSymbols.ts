import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver-types";
import type { CaptureSummary, LineReference, ProcessInstance, RemoteEndpoint } from "../core/caseView.ts";
import { plural } from "../report/sections/table.ts";
import type { CaseLines } from "../workspace/case/caseLines.ts";

const mostSymbols = 200;

/** Something of the case that can be searched. */
interface Named {
  readonly name: string;
  /** What tells it from others of its name. */
  readonly container: string;
  readonly kind: SymbolKind;
  readonly place: LineReference;
}

/** How well a name answers a query, best first. */
const ranks = ["begins", "holds", "scattered"] as const;

/** Addresses, endpoints, processes and captures whose name has what was typed, at least letter by letter. */
export function workspaceSymbols(lines: CaseLines, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.trim().toLowerCase();
  const byRank: { readonly [R in (typeof ranks)[number]]: Named[] } = {
    begins: [],
    holds: [],
    scattered: [],
  };
  for (const named of allNamed(lines)) {
    const rank = rankOf(named.name.toLowerCase(), wanted);
    if (rank && byRank[rank].length < mostSymbols) byRank[rank].push(named);
    if (byRank.begins.length === mostSymbols) break;
  }
  return ranks
    .flatMap((rank) => byRank[rank])
    .slice(0, mostSymbols)
    .map(symbolOf);
}

function rankOf(name: string, wanted: string): (typeof ranks)[number] | undefined {
  if (name.startsWith(wanted)) return "begins";
  if (name.includes(wanted)) return "holds";
  let at = 0;
  for (const char of wanted) {
    at = name.indexOf(char, at) + 1;
    if (at === 0) return undefined;
  }
  return "scattered";
}

function* allNamed({ view }: CaseLines): Generator<Named> {
  for (const process of view.processes) yield* processNames(process);
  const addresses = new Set<string>();
  for (const remote of view.remotes) {
    yield* addressNames(remote, addresses);
    if (remote.port !== undefined) yield endpointName(remote, remote.port);
  }
  for (const capture of view.captures) yield captureName(capture);
}

function* processNames({ name, pid, host, evidence }: ProcessInstance): Generator<Named> {
  const [place] = evidence;
  const container = host.name ?? "unknown host";
  const kind = SymbolKind.Object;
  if (name !== undefined) yield { name: `${name} (PID ${pid})`, container, kind, place };
  yield { name: name === undefined ? `pid:${pid}` : `pid:${pid} ${name}`, container, kind, place };
}

/** Each address once, with how often its busiest endpoint is met. */
function* addressNames(remote: RemoteEndpoint, seen: Set<string>): Generator<Named> {
  const [place] = remote.evidence;
  for (const name of [remote.address, ...remote.sources]) {
    if (seen.has(name) || name === "") continue;
    seen.add(name);
    const container = name === remote.address ? plural(remote.count, "connection") : "near end";
    yield { name, container, kind: SymbolKind.Interface, place };
  }
}

function endpointName(
  { address, transport, count, direction, evidence }: RemoteEndpoint,
  port: number,
): Named {
  const host = address.includes(":") ? `[${address}]` : address;
  const protocol = transport === undefined ? "" : `/${transport}`;
  return {
    name: `${host}:${port}${protocol}`,
    container: `${direction}, ${plural(count, "connection")}`,
    kind: SymbolKind.Event,
    place: evidence[0],
  };
}

function captureName({ title, host, uri, firstLine, rows }: CaptureSummary): Named {
  const of = host.name === undefined ? "" : ` of ${host.name}`;
  return {
    name: `${title}${of}`,
    container: plural(rows, "row"),
    kind: SymbolKind.Module,
    place: { uri, line: firstLine },
  };
}

function symbolOf({ name, container, kind, place: { uri, line } }: Named): WorkspaceSymbol {
  const range = { start: { line, character: 0 }, end: { line, character: 0 } };
  return { name: shown(name), containerName: shown(container), kind, location: { uri, range } };
}

/** Names come out of evidence: no line breaks, and no more than fits. */
function shown(text: string): string {
  const longest = 200;
  return text.replace(/\p{C}+/gu, " ").slice(0, longest);
}
