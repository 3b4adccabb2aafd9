import type { Format } from "../../core/format.ts";
import { syslogFormat } from "../syslog/syslogMessages.ts";
import { readMikrotikTime } from "./mikrotikClock.ts";
import { findMikrotik, readMikrotik } from "./mikrotikMessage.ts";

export const mikrotik: Format = syslogFormat(
  {
    id: "mikrotik.firewall",
    family: "fwlog",
    title: "MikroTik RouterOS firewall",
    reference: "https://help.mikrotik.com/docs/spaces/ROS/pages/328220/Log",
    vendor: "mikrotik",
    carries: ["time", "direction", "bytes", "interface", "rule", "nat"],
    marks: [" in:"],
  },
  { find: findMikrotik, read: readMikrotik, readTime: readMikrotikTime },
);
