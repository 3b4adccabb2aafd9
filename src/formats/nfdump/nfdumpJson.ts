import { jsonFormat } from "../json/jsonFormat.ts";
import { readFlowPorts } from "./flowPorts.ts";

export const nfdumpJson = jsonFormat({
  format: {
    id: "nfdump.json",
    family: "fwlog",
    title: "nfdump -o json (NetFlow, IPFIX)",
    reference: "https://github.com/phaag/nfdump/blob/master/man/nfdump.1",
    vendor: "nfdump",
    carries: ["time", "year", "bytes", "interface", "nat"],
    marks: ['"src4_addr"', '"src6_addr"'],
  },
  keys: {
    t_first: "time",
    first: "time",
    proto: "transport",
    src4_addr: "sourceAddress",
    src6_addr: "sourceAddress",
    dst4_addr: "destinationAddress",
    dst6_addr: "destinationAddress",
    src_port: "sourcePort",
    dst_port: "destinationPort",
    icmp_type: "icmpType",
    icmp_code: "icmpCode",
    in_packets: "sourcePackets",
    in_bytes: "sourceBytes",
    out_packets: "destinationPackets",
    out_bytes: "destinationBytes",
    input_snmp: "ingress",
    output_snmp: "egress",
    src4_xlt_ip: "sourceNatAddress",
    dst4_xlt_ip: "destinationNatAddress",
    src_xlt_port: "sourceNatPort",
    dst_xlt_port: "destinationNatPort",
  },
  records: [
    ["src4_addr", "dst4_addr"],
    ["src6_addr", "dst6_addr"],
  ],
  tellingKeys: ["src4_addr", "src6_addr"],
  subject: "connection",
  finish: readFlowPorts,
});
