import type { CaseView } from "../../core/caseView.ts";
import { isOfUnix } from "../../core/collectCommands.ts";
import type { CaseReading } from "../../workspace/case/caseReading.ts";
import type { HostSystem } from "./stepCommands.ts";

/** On which systems hosts run, by what was collected on them. Where nothing tells, it is Windows. */
export class SystemsOfHosts {
  readonly #systems = new Map<string, HostSystem>();
  readonly #reading: CaseReading;

  constructor(view: CaseView, reading: CaseReading) {
    this.#reading = reading;
    for (const { format, family, host } of view.captures) {
      if (host.name === undefined || this.#systems.has(host.name) || family === "fwlog") continue;
      this.#systems.set(host.name, systemOf(format));
    }
  }

  /** By the host's name, else by the format of a capture that shows it. */
  ofHost(name: string | undefined, format?: string): HostSystem {
    return this.#systems.get(name ?? "") ?? systemOf(format ?? "");
  }

  /** The host of an address, by its name; the address itself where nobody names it. */
  nameOf(address: string): string {
    return this.#reading.addresses.ownerOf(address)?.name ?? address;
  }
}

const linux: ReadonlySet<string> = new Set(["netstat.linux", "ss.linux", "unix.ps", "lsof.unix"]);

function systemOf(format: string): HostSystem {
  if (linux.has(format)) return "linux";
  return isOfUnix(format) ? "unix" : "windows";
}
