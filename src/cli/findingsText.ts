import type { LineReference } from "../core/caseView.ts";
import type { Finding } from "../core/finding.ts";
import { visibleText } from "../report/escape.ts";

const mostFindings = 25;

/**
 * What was found, before all tables and with nothing cut: who reads no further has read this.
 *
 *     Findings (2)
 *     high, confidence medium: explorer.exe (PID 5236 on WS-042) sent UDP to …
 *       why: the shell itself has no use for this port; …
 *       unless: …
 *       T1055 Process Injection (ATT&CK 19); shown by pfirewall.log:35, netstat.txt:9
 */
export function findingsText(
  findings: readonly Finding[],
  place: (reference: LineReference) => string,
): string {
  if (findings.length === 0) return "Findings: none, which is no proof that nothing happened\n";
  const rest = findings.length - mostFindings;
  const told = findings.slice(0, mostFindings).map((finding) => findingText(finding, place));
  return `Findings (${findings.length})\n${told.join("")}${0 < rest ? `… ${rest} more: --json has them all\n` : ""}`;
}

function findingText(
  { severity, confidence, summary, reason, unless, technique, evidence }: Finding,
  place: (reference: LineReference) => string,
): string {
  const named = technique ? `${technique.id} ${technique.name} (ATT&CK ${technique.version}); ` : "";
  const lines = [
    `${severity}, confidence ${confidence}: ${summary}`,
    `  why: ${reason}`,
    ...(unless === undefined ? [] : [`  unless: ${unless}`]),
    `  ${named}shown by ${evidence.map(place).join(", ")}`,
  ];
  return lines.map((line) => `${visibleText(line)}\n`).join("");
}
