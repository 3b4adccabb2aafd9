import type { EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import { type PairUses, readPairs, settlePorts } from "./ciscoPairs.ts";

/**
 * Security events of Firepower Threat Defense: an intrusion, a connection's start and end, a file, malware.
 * https://www.cisco.com/c/en/us/td/docs/security/firepower/Syslogs/b_fptd_syslog_guide/security-event-syslog-messages.html
 */
const firstEvent = 430_001;
const connectionStart = 430_002;
const connectionEnd = 430_003;
const lastEvent = 430_005;

export function isFtdEvent(code: number): boolean {
  return firstEvent <= code && code <= lastEvent;
}

const uses: PairUses = new Map<string, FieldUse>([
  ["accesscontrolruleaction", "action"],
  ["inlineresult", "action"],
  ["fileaction", "action"],
  ["srcip", "sourceAddress"],
  ["dstip", "destinationAddress"],
  ["srcport", "sourcePort"],
  ["dstport", "destinationPort"],
  ["icmptype", "icmpType"],
  ["icmpcode", "icmpCode"],
  ["protocol", "transport"],
  ["ingressinterface", "ingress"],
  ["egressinterface", "egress"],
  ["accesscontrolrulename", "rule"],
  ["accesscontrolrulereason", "reason"],
  ["user", "user"],
  ["applicationprotocol", "application"],
  ["connectionduration", "duration"],
  ["connectionid", "connectionId"],
  ["initiatorbytes", "sourceBytes"],
  ["responderbytes", "destinationBytes"],
  ["initiatorpackets", "sourcePackets"],
  ["responderpackets", "destinationPackets"],
  ["nat_initiatorip", "sourceNatAddress"],
  ["nat_initiatorport", "sourceNatPort"],
  ["nat_responderip", "destinationNatAddress"],
  ["nat_responderport", "destinationNatPort"],
  ["filesha256", "sha256"],
]);

const writing = { absent: ["-", "Unknown", "Not Found", "No Authentication Required", "N/A"] };

/** Reads an event; false where it names no two ends. */
export function readFtdEvent(row: Row, code: number, from: number, end: number): boolean {
  readPairs(row, from, end, uses, writing);
  settlePorts(row);
  row.eventType = eventTypeOf(code, row.text(field.action)?.toLowerCase() ?? "") ?? row.eventType;
  return row.has(field.sourceAddress) && row.has(field.destinationAddress);
}

/** An allowed connection is logged when it starts, when it ends, or at both. */
function eventTypeOf(code: number, action: string): EventType | undefined {
  if (action.startsWith("would")) return "info";
  if (action.includes("block") || action.includes("drop")) return "denied";
  if (code === connectionStart) return "start";
  if (code === connectionEnd) return "end";
  return action === "" ? undefined : "info";
}
