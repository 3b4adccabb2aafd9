import type { Format } from "../../core/format.ts";
import { syslogFormat } from "../syslog/syslogMessages.ts";
import { findPflog, readPflog } from "./pflogMessage.ts";
import { PflogReader } from "./pflogReader.ts";

export const pflog: Format = {
  ...syslogFormat(
    {
      id: "pf.pflog",
      family: "fwlog",
      title: "pf's log, as tcpdump prints it",
      reference: "https://man.openbsd.org/pflogd.8",
      vendor: "pf",
      carries: ["time", "direction", "bytes", "interface", "rule"],
      marks: ["rule "],
      directionOf: "interface",
    },
    { find: findPflog, read: readPflog },
  ),
  reader: (state) => new PflogReader(state),
};
