import type { ProcessEntry, ProcessFacts } from "../../core/observation.ts";
import { fileTimeText } from "../../formats/procmon/pml/pmlCells.ts";
import type { PmlProcess, PmlProcesses } from "../../formats/procmon/pml/pmlProcesses.ts";
import { procmonPml } from "../../formats/procmon/pml/procmonPml.ts";

const nowhere = { start: 0, end: 0 };

/** The capture's table of processes as a list of them; each stands at the first of its events, by its index. */
export function processEntries(
  { list }: PmlProcesses,
  firstEventOf: (index: number) => number,
): readonly ProcessEntry[] {
  return list.map((process) => ({
    kind: "process",
    format: procmonPml.id,
    line: firstEventOf(process.index),
    text: nowhere,
    spans: new Map(),
    process: factsOf(process),
  }));
}

function factsOf(process: PmlProcess): ProcessFacts {
  const { pid, parentPid, session, name, path, commandLine, user, integrity } = process;
  const { company, description, version } = process;
  const texts = {
    ...{ name, executable: path, commandLine, user, integrity, company, description, version },
    started: process.started === 0n ? "" : fileTimeText(process.started),
  };
  const said = Object.entries(texts).filter(([, text]) => text !== "");
  return { pid, parentPid, sessionNumber: session, ...Object.fromEntries(said) };
}
