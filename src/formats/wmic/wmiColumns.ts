import type { TextColumn } from "../tables/textTable.ts";

/** https://learn.microsoft.com/windows/win32/cimwin32prov/win32-process */
export const wmiColumns: Readonly<Record<string, TextColumn>> = {
  Caption: { shape: "text", use: "process", may: "be empty" },
  CommandLine: { shape: "text", use: "commandLine", may: "be empty" },
  CreationClassName: { shape: "word", may: "be empty" },
  CreationDate: { shape: "text", use: "started", may: "be empty" },
  CSName: { shape: "word", use: "host", may: "be empty" },
  Description: { shape: "text", may: "be empty" },
  ExecutablePath: { shape: "text", use: "executable", may: "be empty" },
  Path: { shape: "text", use: "executable", may: "be empty" },
  HandleCount: { shape: "number", may: "be empty" },
  Handle: { shape: "number", may: "be empty" },
  Name: { shape: "text", use: "process" },
  ProcessName: { shape: "text", use: "process" },
  ParentProcessId: { shape: "number", use: "parentPid", may: "be empty" },
  ProcessId: { shape: "number", use: "pid" },
  SessionId: { shape: "number", use: "sessionNumber", may: "be empty" },
  WorkingSetSize: { shape: "number", may: "be empty" },
  VirtualSize: { shape: "number", may: "be empty" },
  Priority: { shape: "number", may: "be empty" },
  ThreadCount: { shape: "number", may: "be empty" },
  PSComputerName: { shape: "word", use: "host", may: "be empty" },
};

/** Properties by which a table of processes is known. */
export const wmiHeadings: readonly (readonly string[])[] = [
  ["ProcessId", "Name"],
  ["ProcessId", "Caption"],
  ["ProcessId", "CommandLine"],
  ["ProcessId", "ExecutablePath"],
  ["ProcessId", "ParentProcessId"],
];
