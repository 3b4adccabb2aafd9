import type { CaseView, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { VerdictBook } from "../verdicts.ts";
import type { NextStep } from "./nextStep.ts";
import { fileCommands, type HostSystem, hashCommands, nameCommands, senderCommands } from "./stepCommands.ts";
import type { SystemsOfHosts } from "./systemsOfHosts.ts";

/** A process that speaks with somebody outside. */
export interface AskedProcess {
  readonly process: ProcessInstance;
  readonly remote: RemoteEndpoint;
}

export interface StepFacts {
  readonly book: VerdictBook;
  readonly systems: SystemsOfHosts;
  readonly senders: CaseView["senders"];
}

/** What is open of processes: of each the first question that has no answer, and who within it sends. */
export function processSteps(asked: readonly AskedProcess[], facts: StepFacts): readonly NextStep[] {
  const steps = asked.flatMap((one) => stepOf(one, facts) ?? []);
  return [...new Map(steps.map((step) => [step.id, step])).values()];
}

interface Asking extends AskedProcess {
  readonly who: string;
  readonly on: string;
  readonly system: HostSystem;
  readonly facts: StepFacts;
}

type Part = Pick<NextStep, "kind" | "question" | "short" | "commands" | "answer" | "formats" | "asks">;

function stepOf({ process, remote }: AskedProcess, facts: StepFacts): NextStep | undefined {
  const { pid, name, host, executable, evidence } = process;
  const who = name === undefined ? `PID ${pid}` : `${name} (PID ${pid})`;
  const on = host.name === undefined ? "" : ` on ${host.name}`;
  const asking: Asking = { process, remote, who, on, system: facts.systems.ofHost(host.name), facts };
  const hashes = facts.book.hashesOf(process);
  const hash = hashes.map(({ sha256, sha1, md5 }) => sha256 ?? sha1 ?? md5).find((one) => one !== undefined);
  const isLookedUp = hashes.some((one) => facts.book.ofFile(one) !== undefined);
  const part =
    name === undefined
      ? nameStep(asking)
      : hash === undefined
        ? executable === undefined
          ? fileStep(asking)
          : hashStep(asking, executable)
        : isLookedUp
          ? senderStep(asking)
          : lookUpStep(asking, hash);
  return part && { ...part, id: `${part.kind} ${process.id}`, host: host.name, openBy: evidence };
}

function nameStep({ process: { pid }, on, system }: Asking): Part {
  return {
    kind: "name",
    question: `What is PID ${pid}${on}?`,
    short: `what PID ${pid}${on} is`,
    commands: nameCommands[system](pid),
    answer: "A row of a list of processes with this PID. A PID is given again: ask soon, and note the time.",
    formats: ["tasklist"],
    asks: { pid },
  };
}

function fileStep({ process: { pid }, who, on, system }: Asking): Part {
  return {
    kind: "file",
    question: `Which file does ${who}${on} run from?`,
    short: `which file ${who}${on} runs from`,
    commands: fileCommands[system](pid),
    answer:
      system === "linux"
        ? "A SHA-256 and the path of the file; “(deleted)” behind it means that it is no longer there."
        : "A path of the executable; a name alone says nothing, anybody can call a file explorer.exe.",
    formats: ["tasklist", "hashes"],
    asks: { pid },
  };
}

function hashStep({ who, on, system, process: { pid } }: Asking, executable: string): Part {
  return {
    kind: "hash",
    question: `Is ${executable} of ${who}${on} the file it should be?`,
    short: `which hash the file of ${who}${on} has`,
    commands: hashCommands[system](executable),
    answer: "64 hexadecimal digits, with the path.",
    formats: ["hashes"],
    asks: { pid, file: executable },
  };
}

function lookUpStep({ who, on, process: { pid } }: Asking, hash: string): Part {
  return {
    kind: "look-up",
    question: `What do others know of ${hash}, the file of ${who}${on}?`,
    short: `what others know of the file of ${who}${on}`,
    commands: [],
    answer: "“Look Up…” asks a service, after your word; unknown is not clean.",
    formats: [],
    asks: { pid, sha256: hash },
  };
}

/** A clean file may carry what somebody put into its process. */
function senderStep({ process, remote, who, on, system, facts }: Asking): Part | undefined {
  if (facts.senders.some((sender) => sender.process === process.id)) return undefined;
  const { pid } = process;
  return {
    kind: "sender",
    question: `Which module of ${who}${on} sends to ${remote.address}?`,
    short: `who within ${who}${on} sends`,
    commands: senderCommands[system](pid),
    answer:
      system === "windows"
        ? "A capture of Process Monitor (.pml): its stacks name the module that sends. “Capture with Process Monitor…” gives its configuration, too."
        : "The libraries of the process: one from an unusual place, or of a file that was deleted, is the next to look at.",
    formats: system === "windows" ? ["procmon"] : ["netstat"],
    asks: { pid },
  };
}
