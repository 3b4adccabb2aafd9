import type { CaptureSummary, LineReference, ProcessInstance } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";

export const twinDetector: Detector = {
  id: "twin-process",
  title: "A process that Windows has once runs twice",
  question: "Does one list of processes have two of a kind of which Windows runs one?",
  *examine({ captures, processes }) {
    const lists = captures.filter(({ family }) => family === "tasklist");
    if (lists.length === 0) return;
    const single = processes.filter(({ name }) => singles.has(name?.toLowerCase() ?? ""));
    const listed = single.flatMap((process) => placesIn(process, lists));
    const groups = grouped(listed, ({ list, process }) => `${list.id} ${process.name!.toLowerCase()}`);
    const told = new Set<string>();
    for (const group of groups.values()) {
      const [{ process }] = group as [Listed];
      const key = `${process.host.name ?? "-"} ${process.name!.toLowerCase()}`;
      if (new Set(group.map((each) => each.process.pid)).size < 2 || told.has(key)) continue;
      told.add(key);
      yield findingOf(`twin-process ${key}`, group as [Listed, Listed, ...Listed[]]);
    }
  },
};

/** SANS, "Hunt Evil"; Velociraptor, Windows.Attack.ParentProcess. `csrss.exe` and `winlogon.exe` run once a session. */
const singles: ReadonlySet<string> = new Set([
  ...["lsass.exe", "services.exe", "wininit.exe", "lsm.exe", "lsaiso.exe"],
]);

interface Listed {
  readonly process: ProcessInstance;
  readonly list: CaptureSummary;
  readonly place: LineReference;
}

function placesIn(process: ProcessInstance, lists: readonly CaptureSummary[]): readonly Listed[] {
  return process.evidence.flatMap((place) => {
    const list = lists.find(
      ({ uri, firstLine, lastLine }) =>
        uri === place.uri && firstLine <= place.line && place.line <= lastLine,
    );
    return list ? [{ process, list, place }] : [];
  });
}

function findingOf(id: string, listed: readonly [Listed, Listed, ...Listed[]]): Finding {
  const [{ process, place }, ...others] = listed;
  const pids = [...new Set(listed.map((each) => each.process.pid))];
  return {
    id,
    rule: "twin-process",
    severity: "high",
    confidence: "medium",
    summary: `${process.name} runs ${pids.length === 2 ? "twice" : `${pids.length} times`}${process.host.name === undefined ? "" : ` on ${process.host.name}`}, as PID ${pids.join(" and PID ")}; Windows has it once.`,
    reason:
      "one list of processes shows them side by side (SANS, Hunt Evil); which is the real one its path and parent tell",
    technique: techniques.masqueradeName,
    unless: "A Windows container runs on this host, which has its own; or two lists were pasted into one.",
    evidence: citations(place, [...others.map((each) => each.place)], 4),
  };
}
