/** What Process Monitor is to record on a Windows host, where, and how much of it. */
export interface MonitorCapture {
  readonly pid?: number | undefined;
  /** Its folder on that host, with or without a backslash at the end. */
  readonly folder: string;
  /** Name of its files, without an ending. */
  readonly name: string;
  /** Run time; Process Monitor takes `shortestRun` to `longestRun`. */
  readonly seconds: number;
  /** Of the capture the newest so many (2²⁰ bytes) are kept. */
  readonly megabytes: number;
  /** Where Process Monitor is; `Procmon64.exe` where Windows finds it by its name. */
  readonly program: string;
}

/** Seconds that `/Runtime` takes, by the program's Help > Command Line Options…. */
export const shortestRun = 1;
export const longestRun = 3600;

export const usualProgram = "Procmon64.exe";

/** One command on the host. */
export interface CollectStep {
  readonly id: "check" | "capture" | "stop" | "sockets" | "processes" | "modules" | "csv" | "xml";
  readonly title: string;
  readonly note: string;
  readonly words: readonly string[];
  /** The file that its output goes to. */
  readonly into?: string;
}

/** What to run for a capture, in this order; the last two only where the capture itself cannot be taken along. */
export function collectSteps(capture: MonitorCapture): readonly CollectStep[] {
  const { pid, program } = capture;
  const ofPid = pid === undefined ? [] : ["/fi", `PID eq ${pid}`];
  const check: CollectStep = {
    id: "check",
    title: `See whether PID ${pid} is still the same process`,
    note: "A PID is given again after its process has ended.",
    words: ["tasklist", "/v", ...ofPid],
  };
  const modules: CollectStep = {
    id: "modules",
    title: `Libraries that PID ${pid} has loaded`,
    note: "The capture itself shows those only that are loaded while it runs, and those of the list of modules.",
    words: ["tasklist", "/m", ...ofPid],
    into: inFolder(capture, "tasklist-m.txt"),
  };
  return [
    ...(pid === undefined ? [] : [check]),
    {
      id: "capture",
      title: "Capture, as an administrator",
      note: boundsOf(capture),
      words: captureWords(capture),
    },
    {
      id: "sockets",
      title: "Sockets and their owners, while it runs",
      note: "Names the ports and PIDs of the same minutes.",
      words: ["netstat", "-ano"],
      into: inFolder(capture, "netstat.txt"),
    },
    {
      id: "processes",
      title: "Names and services of the PIDs, while it runs",
      note: "Many services share one svchost.exe.",
      words: ["tasklist", "/svc"],
      into: inFolder(capture, "tasklist.txt"),
    },
    ...(pid === undefined ? [] : [modules]),
    {
      id: "stop",
      title: "Stop before the time is up",
      note: "Ends every Process Monitor that runs on the host, also somebody else's.",
      words: [program, "/Terminate"],
    },
    ...exportSteps(capture),
  ];
}

/** `C:\case\procmon-1432.pml` */
export function monitorFile(capture: MonitorCapture, ending: "pmc" | "pml" | "csv" | "xml"): string {
  return inFolder(capture, `${capture.name}.${ending}`);
}

function inFolder({ folder }: MonitorCapture, file: string): string {
  return `${folder.replace(/[\\/]+$/u, "")}\\${file}`;
}

function captureWords(capture: MonitorCapture): readonly string[] {
  const { program, seconds, megabytes } = capture;
  return [
    program,
    "/AcceptEula",
    "/Quiet",
    "/Minimized",
    "/BackingFile",
    monitorFile(capture, "pml"),
    "/LoadConfig",
    monitorFile(capture, "pmc"),
    "/RingBuffer",
    "/RingBufferSize",
    String(megabytes),
    "/Runtime",
    String(Math.min(longestRun, Math.max(shortestRun, Math.round(seconds)))),
  ];
}

function boundsOf({ pid, seconds, megabytes }: MonitorCapture): string {
  const others = "What other processes do to it, as starting a thread in it, is dropped with their events.";
  return [
    ...(pid === undefined ? [] : [others]),
    `Three things bound it: the configuration drops what is not asked for, it ends after ${seconds} s, and the newest ${megabytes} MB are kept.`,
    `Where the program's Help > Command Line Options… lists no /RingBuffer (older versions), leave out “/RingBuffer /RingBufferSize ${megabytes}”: then the first two bound it alone.`,
  ].join(" ");
}

/** `/SaveAs1` writes XML with stacks; `/SaveAs2` would also ask a symbol server. */
function exportSteps(capture: MonitorCapture): readonly CollectStep[] {
  const open = [
    capture.program,
    "/Quiet",
    "/Minimized",
    "/OpenLog",
    monitorFile(capture, "pml"),
    "/LoadConfig",
    monitorFile(capture, "pmc"),
  ];
  return [
    {
      id: "csv",
      title: "As CSV, for other tools",
      note: "Not needed here: Incident Notes reads the .pml itself. A CSV has no stacks, so it cannot tell the sending module.",
      words: [...open, "/SaveAs", monitorFile(capture, "csv")],
    },
    {
      id: "xml",
      title: "As XML with stacks, for other tools",
      note: "Many times as large as the .pml.",
      words: [...open, "/SaveAs1", monitorFile(capture, "xml")],
    },
  ];
}
