import type { ValueUse } from "../words/fieldUse.ts";

/** Columns of `process_open_sockets` and `listening_ports`, and those that queries join to them. */
export const socketFields: Readonly<Record<string, ValueUse>> = {
  pid: "pid",
  protocol: "transport",
  local_address: "sourceAddress",
  local_port: "sourcePort",
  remote_address: "destinationAddress",
  remote_port: "destinationPort",
  address: "sourceAddress",
  port: "sourcePort",
  // What jc makes of netstat's table has the same names but for these.
  proto: "transport",
  foreign_address: "destinationAddress",
  foreign_port: "destinationPort",
  program_name: "process",
  state: "state",
  name: "process",
  process_name: "process",
  cmdline: "commandLine",
  username: "user",
};

/** Columns of `processes`. */
export const processFields: Readonly<Record<string, ValueUse>> = {
  pid: "pid",
  name: "process",
  path: "executable",
  cmdline: "commandLine",
  parent: "parentPid",
  state: "status",
  start_time: "started",
  username: "user",
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
};

/** Columns that only a table of sockets has, and which processes have together. */
export const socketColumns = [
  ["pid", "local_address", "remote_address"],
  ["pid", "local_address", "local_port"],
  ["pid", "port", "address", "protocol"],
  ["pid", "port", "address", "family"],
] as const;
export const processColumns = [
  ["pid", "name", "parent"],
  ["pid", "name", "cmdline"],
  ["pid", "path", "cmdline"],
  ["pid", "name", "on_disk"],
] as const;

export const socketsPage = "https://osquery.io/schema/#process_open_sockets";
export const processesPage = "https://osquery.io/schema/#processes";
