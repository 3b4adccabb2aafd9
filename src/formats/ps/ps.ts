import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import type { TextColumn } from "../tables/textTable.ts";
import { nameOfCommand } from "./psCommand.ts";

const number: TextColumn = { shape: "number" };
const decimal: TextColumn = { shape: "decimal" };
const word: TextColumn = { shape: "word" };
const user: TextColumn = { shape: "word", use: "user" };
const command: TextColumn = { shape: "text", use: "commandLine", may: "be empty" };
const name: TextColumn = { shape: "text", use: "process" };
const thread: TextColumn = { shape: "number", use: "threadId" };
const status: TextColumn = { shape: "word", use: "status" };

/** Headings of Linux (procps), macOS and BSD, Solaris, AIX, BusyBox and `top`. */
const columns: Readonly<Record<string, TextColumn>> = {
  USER: user,
  UID: user,
  RUSER: user,
  EUSER: user,
  PID: { shape: "number", use: "pid" },
  PPID: { shape: "number", use: "parentPid" },
  LWP: thread,
  TID: thread,
  SPID: thread,
  ...{
    PGID: number,
    PGRP: number,
    SID: number,
    SESS: word,
    TPGID: { shape: "integer" },
    WINPID: number,
    JOBC: number,
  },
  ...{
    NLWP: number,
    THCNT: number,
    PSR: number,
    ADDR: word,
    WCHAN: word,
    CLS: word,
    POL: word,
    RTPRIO: word,
  },
  ...{ RGID: word, EGID: word, GID: word, GROUP: word, RUID: word, EUID: word, SUID: word, LABEL: word },
  ...{ C: number, CP: number, PRI: word, PR: word, NI: word, NICE: word, F: word, FLAGS: word },
  ...{ CPU: decimal, PCPU: decimal, MEM: decimal, PMEM: decimal, SZ: word, VSZ: word, RSS: word, SIZE: word },
  ...{ VIRT: word, RES: word, SHR: word, VSIZE: word, RSZ: word, ELAPSED: word, ETIME: word, ETIMES: number },
  TERMINAL: { shape: "terminal" },
  ...{ TTY: word, TT: word, TNAME: word, ZONE: word, ST: status, S: status, STAT: status, STATE: status },
  STIME: { shape: "psStart", use: "started" },
  START: { shape: "psStart", use: "started" },
  STARTED: { shape: "psDate", use: "started" },
  LSTART: { shape: "psDate", use: "started" },
  TIME: { shape: "psTime", use: "cpuTime" },
  "TIME+": { shape: "psTime", use: "cpuTime" },
  CPUTIME: { shape: "psTime", use: "cpuTime" },
  CMD: command,
  COMMAND: command,
  ARGS: command,
  COMM: name,
  UCMD: name,
  UCOMM: name,
  NAME: name,
  EXE: { shape: "text", use: "executable", may: "be empty" },
};

export const ps: Format = tableFormat({
  format: {
    id: "unix.ps",
    family: "tasklist",
    title: "ps (Linux, macOS, BSD, BusyBox)",
    reference: "https://man7.org/linux/man-pages/man1/ps.1.html",
    vendor: "unix",
    carries: ["pid", "process"],
  },
  columns,
  values: "in order",
  headings: ["CMD", "COMMAND", "ARGS", "COMM", "UCMD", "UCOMM", "EXE"]
    .map((last) => ["PID", last])
    .concat([["USER", "PID", "PPID", "NAME"]]),
  first: { COMMAND: "COMM", CMD: "COMM" },
  foreign: ["Process", "FD", "NODE", "usr", "OFFSET", "Offset(V)"],
  defaults: [
    ["UID", "PID", "PPID", "C", "STIME", "TERMINAL", "TIME", "CMD"],
    ["USER", "PID", "CPU", "MEM", "SZ", "RSS", "TERMINAL", "STAT", "START", "TIME", "COMMAND"],
  ],
  remarks: [
    "# ",
    "/ # ",
    "~ # ",
    "top - ",
    "Tasks:",
    "Threads:",
    "%Cpu",
    "KiB ",
    "MiB ",
    "GiB ",
    "Cpu(s)",
    "Mem:",
    "Swap:",
  ],
  subject: "process",
  isRow: (row) =>
    row.has(field.pid) && (row.has(field.commandLine) || row.has(field.process) || row.has(field.executable)),
  finish: nameOfCommand,
});
