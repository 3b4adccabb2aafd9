import type { PrintedFile, ProcessInstance } from "../../core/caseView.ts";
import type { Observable, TreeRow } from "../../protocol/messages.ts";
import { timeText } from "../../report/sections/reportTime.ts";
import { few } from "../../report/sections/table.ts";
import { processStoriesOf } from "../processes/processStories.ts";
import type { CaseIndex } from "./caseIndex.ts";
import { hostSentence } from "./processHosts.ts";
import { type TreePath, treeRow } from "./treeRow.ts";

const mostListed = 20;

/** The file by its path, which can be hashed, and by its hash, which can be looked up. */
export function filesOf({ executable, files = [] }: ProcessInstance): readonly Observable[] {
  const hashes = files.flatMap(hashesOf);
  return [...(executable === undefined ? [] : [executable]), ...hashes].map((value) => ({
    kind: "file",
    value,
  }));
}

function hashesOf({ md5, sha1, sha256 }: PrintedFile): readonly string[] {
  return [sha256 ?? sha1 ?? md5].filter((hash) => hash !== undefined);
}

const assumptions: Readonly<Record<string, string>> = {
  boot: "Assumed: the host was not started again between the captures.",
  start: "Assumed: the PID was not given to another process; no capture prints when it started.",
  host: "Assumed: the captures are of one host, by where they stand.",
  snapshot: "Assumed: the snapshots show one process.",
};

/** All that is known of a process, and what that assumes. */
export function processTooltip(index: CaseIndex, instance: ProcessInstance): readonly (string | undefined)[] {
  const { pid, name, executable, commandLine, parentPid, user, services, start, assumes, host } = instance;
  const said = (title: string, value: string | number | undefined) =>
    value === undefined ? undefined : `${title}: ${value}`;
  return [
    `${name ?? "Name unknown"}, PID ${pid}`,
    said("Host", host.name === undefined ? undefined : `${host.name}. ${hostSentence(host.how)}`),
    said("File", executable),
    ...(instance.files ?? []).flatMap((file) => hashesOf(file).map((hash) => said("Its hash", hash))),
    said("Command line", commandLine),
    said("Parent PID", parentPid),
    said("User", user),
    services.length === 0 ? undefined : `Services: ${few(services, mostListed)}`,
    start === undefined ? undefined : `Started: ${timeText(start)}`,
    `Shown by ${few(
      instance.evidence.map((place) => index.snapshot.lines.nameOf(place)),
      5,
    )}`,
    ...assumes.map((assumption) => assumptions[assumption] ?? `Assumed: ${assumption}.`),
  ];
}

/** What is known of a process, a row each: who started it first. */
export function factRows(index: CaseIndex, path: TreePath, instance: ProcessInstance): readonly TreeRow[] {
  return [...starterRows(index, path, instance), ...ownFactRows(path, instance)];
}

function starterRows(index: CaseIndex, path: TreePath, instance: ProcessInstance): readonly TreeRow[] {
  const stories = processStoriesOf(index.snapshot);
  const parent = stories.parentOf(instance);
  const starters = parent ? [parent] : stories.possibleParentsOf(instance).slice(0, mostListed);
  const words = parent ? "started it" : "may have started it";
  return starters.map((starter) => {
    const label = starter.name ?? `PID ${starter.pid}`;
    const place = (parent && stories.makingOf(instance)?.place) ?? starter.evidence[0];
    return treeRow([...path, `fact starter ${starter.id}`], {
      label,
      description: [words, `PID ${starter.pid}`],
      tooltip: processTooltip(index, starter),
      icon: "type-hierarchy-super",
      children: "none",
      context: "fact",
      spoken: `${label} ${words}`,
      place,
      cites: [place],
    });
  });
}

function ownFactRows(path: TreePath, instance: ProcessInstance): readonly TreeRow[] {
  const { user, services, executable, files = [], evidence } = instance;
  const hash = files.flatMap(hashesOf).join(", ") || undefined;
  const facts = [
    { step: "file", title: "File", value: executable, icon: "file-binary" },
    { step: "hash", title: "Hash", value: hash, icon: "key" },
    { step: "command", title: "Command line", value: instance.commandLine?.trim(), icon: "terminal" },
    { step: "user", title: "User", value: user, icon: "account" },
    { step: "services", title: "Services", value: services.join(", ") || undefined, icon: "gear" },
  ];
  return facts.flatMap(({ step, title, value, icon }) => {
    if (value === undefined) return [];
    const row = treeRow([...path, `fact ${step}`], {
      label: value,
      description: [title.toLowerCase()],
      tooltip: [`${title}: ${value}`],
      icon,
      children: "none",
      context: "fact",
      spoken: `${title} ${value}`,
      place: evidence[0],
      cites: [evidence[0]],
      observables: step === "file" || step === "hash" ? filesOf(instance) : [],
    });
    return [row];
  });
}
