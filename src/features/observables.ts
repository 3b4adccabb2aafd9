import { addressScope, canonicalAddress, isAddress, isOutside } from "../core/address.ts";
import type { LineReference } from "../core/caseView.ts";
import { isDomain } from "../core/domain.ts";
import { refang } from "../core/refang.ts";
import type { Observable, ObservablesAt, ProcessAt } from "../protocol/messages.ts";
import type { CaseSnapshot } from "../workspace/case/caseStore.ts";
import { processOnLine } from "./processes/processOnLine.ts";

/** Outside addresses and domain names: what a service can know. In their order, each once. */
export function lookUpCandidates(ends: Iterable<string>): readonly Observable[] {
  const found = new Map<string, Observable>();
  for (const end of ends) {
    const value = canonicalAddress(end);
    if (isAddress(value)) {
      if (isOutside(addressScope(value))) found.set(value, { kind: "address", value });
    } else if (isDomain(value)) found.set(value, { kind: "domain", value });
  }
  return [...found.values()];
}

/** Longer lines are looked at no further. */
const mostChars = 20_000;
const mostObservables = 40;

/** Addresses, domain names, hashes and files of Windows that a line has; what leads outside stands first. */
export function observablesInText(line: string): readonly Observable[] {
  const found = new Map<string, Observable>();
  const text = line.slice(0, mostChars);
  for (const path of windowsFilesIn(text).slice(0, mostObservables))
    found.set(path, { kind: "file", value: path });
  for (const word of wordsOf(refang(text))) {
    const observable = observableOf(word);
    if (observable) found.set(observable.value, observable);
    if (mostObservables <= found.size) break;
  }
  const isCandidate = ({ kind, value }: Observable) => kind !== "address" || isOutside(addressScope(value));
  const all = [...found.values()];
  return [...all.filter(isCandidate), ...all.filter((each) => !isCandidate(each))];
}

/** `C:\Windows\explorer.exe` up to a blank, and up to the closing sign where it is quoted; with an ending. */
function windowsFilesIn(text: string): readonly string[] {
  return (
    text.match(
      /(?<=[`"])[A-Za-z]:\\[^`"<>|*?:]+(?=[`"])|(?<![\p{L}\p{N}`"])[A-Za-z]:\\[^\s`"'<>|*?:,;)]+/gu,
    ) ?? []
  )
    .map((path) => path.replace(/\.+$/, ""))
    .filter((path) => /\.[A-Za-z0-9]{1,8}$/.test(path));
}

/** What can be hashed and looked up at a place: the process' file, then what the line itself has. */
export function observablesAt(line: string, process: ProcessAt | undefined): ObservablesAt {
  const inText = observablesInText(line);
  const files: readonly Observable[] = [process?.executable, process?.hash]
    .filter((value) => value !== undefined)
    .map((value) => ({ kind: "file", value }));
  return { ...(process ? { process } : {}), observables: [...files, ...inText] };
}

/** The process that a line speaks of: its own, else the one that explains it best. */
export function processAt({ lines }: CaseSnapshot, place: LineReference): ProcessAt | undefined {
  const found = processOnLine(lines, place);
  if (!found) return undefined;
  const { id, pid, host, name, executable, files } = found.instance;
  const hash = files?.[0]?.sha256;
  return {
    id,
    pid,
    ...(host.name === undefined ? {} : { host: host.name }),
    ...(name === undefined ? {} : { name }),
    ...(executable === undefined ? {} : { executable }),
    ...(hash === undefined ? {} : { hash }),
  };
}

/** Runs of characters that addresses, names and hashes are made of. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}.:_%-]+/gu) ?? [];
}

function observableOf(word: string): Observable | undefined {
  const plain = word.replace(/^[.:%_-]+|[.%_-]+$/gu, "");
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/iu.test(plain))
    return { kind: "file", value: plain.toLowerCase() };
  const host = isAddress(plain) ? plain : withoutPort(plain);
  if (isAddress(host)) return { kind: "address", value: canonicalAddress(host) };
  return isDomain(host) ? { kind: "domain", value: host.toLowerCase() } : undefined;
}

/** `192.0.2.1:443`, and `2001:db8::1` as it is. */
function withoutPort(word: string): string {
  const colon = word.indexOf(":");
  return colon < 0 || colon !== word.lastIndexOf(":") ? word : word.slice(0, colon);
}
