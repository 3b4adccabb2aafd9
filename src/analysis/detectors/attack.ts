import type { Technique } from "../../core/finding.ts";

/** The version of ATT&CK whose ids are used. https://attack.mitre.org/resources/versions/ */
const version = "19";

/** The techniques that detectors name. */
export const techniques = {
  applicationLayer: { id: "T1071", name: "Application Layer Protocol", version },
  nonStandardPort: { id: "T1571", name: "Non-Standard Port", version },
  nonApplicationLayer: { id: "T1095", name: "Non-Application Layer Protocol", version },
  processInjection: { id: "T1055", name: "Process Injection", version },
  masqueradeName: {
    id: "T1036.005",
    name: "Masquerading: Match Legitimate Resource Name or Location",
    version,
  },
} as const satisfies Record<string, Technique>;
