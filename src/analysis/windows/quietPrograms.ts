import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { FindingSeverity } from "../../core/finding.ts";

/** A program of Windows that has no or little reason to contact the outside. */
export interface QuietProgram {
  readonly name: string;
  readonly severity: FindingSeverity;
  /** Ports that it is known to contact; absent where none. By protocol: `udp 53`, `tcp 443`. */
  readonly usual?: ReadonlySet<string>;
  /** Why it is taken for quiet, and who says so. */
  readonly reason: string;
}

const web = "tcp 80,tcp 443,udp 443";
/** Names, time, discovery, Teredo, VPN, delivery optimization: what services of Windows contact by UDP. */
const services =
  "udp 53,udp 67,udp 68,udp 123,udp 137,udp 138,udp 443,udp 500,udp 546,udp 547,udp 1701,udp 1900,udp 3478,udp 3479,udp 3480,udp 3481,udp 3544,udp 3702,udp 4500,udp 5353,udp 5355,udp 7680";

const rows: readonly (readonly [
  severity: FindingSeverity,
  usual: string,
  reason: string,
  ...names: string[],
])[] = [
  [
    ...(["high", "tcp 9100", "an editor of texts contacts at most a printer"] as const),
    "SigmaHQ e81528db-fc02-45e8-8e98-4e84aba1f10b, EagleEye Team",
    ...["notepad"],
  ],
  [
    ...(["high", "", "it has nothing to do with networks"] as const),
    "SANS, Hunt Evil",
    ...["calc", "mspaint", "csrss", "smss", "wininit", "lsm", "lsaiso", "dwm", "fontdrvhost", "userinit"],
    ...["logonui", "conhost", "ctfmon", "sihost", "consent", "audiodg"],
  ],
  [
    ...(["high", "", "it lets users in, and contacts nobody outside"] as const),
    "SigmaHQ 7610a4ea-c06d-495f-a2ac-0a696abcfd3b, Christopher Peacock",
    ...["winlogon"],
  ],
  [
    ...([
      "medium",
      `${web},tcp 53,udp 53,tcp 88,udp 88,tcp 389,udp 389`,
      "it asks for certificates and domains, not for this port",
    ] as const),
    "SANS, Hunt Evil",
    ...["lsass", "services"],
  ],
  [
    ...(["medium", "", "it registers libraries; one of these may speak through it"] as const),
    "SigmaHQ c7e91a02-d771-4a6d-a700-42587e0b1095, Dmitriy Lifanov",
    ...["regsvr32"],
  ],
  [
    ...(["medium", "tcp 80,tcp 443", "what it does depends on the library that it was started for"] as const),
    "SigmaHQ cdc8da7d-c303-42f8-b08c-b4ab47230263, Florian Roth",
    ...["rundll32"],
  ],
  [
    ...(["medium", "tcp 80,tcp 443", "what it does depends on the component that it hosts"] as const),
    "SigmaHQ cfed2f44-16df-4bf3-833a-79405198b277, bartblaze",
    ...["dllhost"],
  ],
];

const quietPrograms: ReadonlyMap<string, QuietProgram> = new Map(
  [
    ...rows.flatMap(([severity, usual, reason, source, ...names]) =>
      names.map((name) => programOf(name, severity, usual, `${reason} (${source})`)),
    ),
    programOf("svchost", "medium", services, "no service of Windows is known to contact this port by UDP"),
  ].map((program) => [program.name, program]),
);

function programOf(name: string, severity: FindingSeverity, usual: string, reason: string): QuietProgram {
  return { name: `${name}.exe`, severity, usual: new Set(usual.split(",")), reason };
}

/** The quiet program of this name, if it is not known to contact such a far end. */
export function quietProgram(
  name: string | undefined,
  { transport = "", port }: RemoteEndpoint,
): QuietProgram | undefined {
  const program = quietPrograms.get(name?.toLowerCase() ?? "");
  if (!program || port === undefined || program.usual?.has(`${transport} ${port}`)) return undefined;
  return program.name === "svchost.exe" && transport !== "udp" ? undefined : program;
}
