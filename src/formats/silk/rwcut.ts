import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { readFlowPorts } from "../nfdump/flowPorts.ts";

export const rwcut = delimitedFormat({
  format: {
    id: "silk.rwcut",
    family: "fwlog",
    title: "SiLK rwcut (NetFlow, IPFIX)",
    reference: "https://tools.netsa.cert.org/silk/rwcut.html",
    vendor: "silk",
    carries: ["time", "year", "zone", "bytes", "interface"],
    facts: { zone: "UTC" },
  },
  columns: {
    sIP: "sourceAddress",
    dIP: "destinationAddress",
    sPort: "sourcePort",
    dPort: "destinationPort",
    pro: "transport",
    protocol: "transport",
    packets: "sourcePackets",
    pkts: "sourcePackets",
    bytes: ["sourceBytes", "size"],
    sTime: "time",
    "sTime+msec": "time",
    duration: "duration",
    dur: "duration",
    "dur+msec": "duration",
    in: "ingress",
    out: "egress",
    iType: "icmpType",
    iCode: "icmpCode",
    application: "application",
  },
  delimiters: ["|", ",", "\t"],
  headers: [["sIP", "dIP"]],
  subject: "connection",
  finish: readFlowPorts,
});
