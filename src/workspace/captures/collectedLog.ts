import { localAddresses } from "./localAddresses.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** So many local addresses are not one host's: the log was collected from many. */
const mostAddressesOfOneHost = 16;

/** Whether a host firewall's log holds rows of many hosts, as a collector writes it. */
export function isCollectedLog(capture: ScannedCapture): boolean {
  return capture.format === "windows.firewall" && mostAddressesOfOneHost < localAddresses(capture).size;
}
