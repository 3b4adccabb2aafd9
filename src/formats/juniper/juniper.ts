import type { Format } from "../../core/format.ts";
import { syslogFormat } from "../syslog/syslogMessages.ts";
import { findJuniper, readJuniper } from "./juniperMessage.ts";

export const juniper: Format = syslogFormat(
  {
    id: "juniper.srx",
    family: "fwlog",
    title: "Juniper SRX sessions and Junos packet filters",
    reference:
      "https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/topics/topic-map/system-logging-for-a-security-device.html",
    vendor: "juniper",
    carries: ["time", "bytes", "interface", "rule", "nat"],
    marks: ["RT_", "PFE_FW_SYSLOG", "FW: "],
  },
  { find: findJuniper, read: readJuniper },
);
