import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { FindingSeverity } from "../../core/finding.ts";

/** A program of Windows that has no or little reason to contact the outside. */
export interface QuietProgram {
  readonly name: string;
  readonly severity: FindingSeverity;
  /** Ports that it is known to contact; absent where none. By protocol: `udp 53`, `tcp 443`. */
  readonly usual?: ReadonlySet<string>;
  /** How bad the web is, where it has come to need it; else as bad as any other port. */
  readonly web?: FindingSeverity;
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
    ...([
      "high",
      "tcp 9100",
      "an editor of texts contacts at most a printer; that of Windows 11 its maker on the web",
    ] as const),
    "SigmaHQ e81528db-fc02-45e8-8e98-4e84aba1f10b, EagleEye Team",
    ...["notepad"],
  ],
  [
    ...(["high", "", "it draws; that of Windows 11 asks its maker on the web"] as const),
    "SANS, Hunt Evil",
    ...["mspaint"],
  ],
  [
    ...([
      "medium",
      `${web},tcp 9100`,
      "an editor of documents contacts the web, printers and shares at most",
    ] as const),
    "SigmaHQ 786cdae8-fefb-4eb2-9227-04e34060db01, X__Junior",
    ...["wordpad"],
  ],
  [
    ...(["high", "", "it edits formulas, and is known for what is run through it"] as const),
    "SigmaHQ a66bc059-c370-472c-a0d7-f8fd1bf9d583, Max Altgelt",
    ...["eqnedt32"],
  ],
  [
    ...(["medium", "tcp 79", "it is a leftover of Windows that nobody uses, but to fetch files"] as const),
    "SigmaHQ 2fdaf50b-9fd5-449f-ba69-f17248119af6, Swachchhanda Shrawan Poudel",
    ...["finger"],
  ],
  [
    ...(["high", "", "it dials by modem, and is known for what is put into it"] as const),
    "SigmaHQ 37e4024a-6c80-4d8f-b95d-2e7e94f3a8d1, CertainlyP",
    ...["dialer"],
  ],
  [
    ...(["medium", "", "it synchronizes with hosts inside"] as const),
    "Microsoft, Offline Files",
    ...["mobsync"],
  ],
  [
    ...(["medium", "", "it manages certificates, and is known to fetch files"] as const),
    "SigmaHQ 0dba975d-a193-4ed1-a067-424df57570d1, frack113 and Florian Roth",
    ...["certutil"],
  ],
  [
    ...(["high", "", "it has nothing to do with networks"] as const),
    "SANS, Hunt Evil",
    ...["calc", "csrss", "smss", "wininit", "lsm", "lsaiso", "dwm", "fontdrvhost", "userinit"],
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

/** Programs that Windows 11 has made talk to the web. */
const webOfWindows11: ReadonlySet<string> = new Set(["notepad", "mspaint"]);
const webPorts: ReadonlySet<string> = new Set(web.split(","));

const quietPrograms: ReadonlyMap<string, QuietProgram> = new Map(
  [
    ...rows.flatMap(([severity, usual, reason, source, ...names]) =>
      names.map((name) => programOf(name, severity, usual, `${reason} (${source})`)),
    ),
    programOf("svchost", "medium", services, "no service of Windows is known to contact this port by UDP"),
  ].map((program) => [program.name, program]),
);

function programOf(name: string, severity: FindingSeverity, usual: string, reason: string): QuietProgram {
  const program = { name: `${name}.exe`, severity, usual: new Set(usual.split(",")), reason };
  return webOfWindows11.has(name) ? { ...program, web: "information" } : program;
}

/** The quiet program of this name, if it is not known to contact such a far end. */
export function quietProgram(
  name: string | undefined,
  { transport = "", port }: RemoteEndpoint,
): QuietProgram | undefined {
  const program = quietPrograms.get(name?.toLowerCase() ?? "");
  if (!program || port === undefined || program.usual?.has(`${transport} ${port}`)) return undefined;
  if (program.name === "svchost.exe" && transport !== "udp") return undefined;
  const { web: ofWeb } = program;
  return ofWeb && webPorts.has(`${transport} ${port}`) ? { ...program, severity: ofWeb } : program;
}
