import type { Detector } from "./detector.ts";

export const gapDetector: Detector = {
  id: "gap",
  title: "Evidence is missing",
  question: "Does a capture say that it lost events?",
  *examine({ captures }) {
    for (const capture of captures) {
      if (capture.gaps === 0) continue;
      yield {
        id: `gap ${capture.id}`,
        rule: "gap",
        severity: "information",
        confidence: "high",
        summary: `${capture.title}: the capture says ${capture.gaps === 1 ? "once" : `${capture.gaps} times`} that events were lost; what is not in it may have happened all the same.`,
        reason: "the capture's own words",
        evidence: [{ uri: capture.uri, line: capture.firstGap ?? capture.firstLine }],
      };
    }
  },
};
