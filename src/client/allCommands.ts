import { captureEvents } from "./capture/captureEvents.ts";
import { clearCache } from "./clearCache.ts";
import type { Command } from "./command.ts";
import { eventsCommands } from "./events/eventsCommands.ts";
import { alignClocks } from "./evidence/alignClocks.ts";
import { chooseFormat } from "./evidence/chooseFormat.ts";
import { openAsEvidence } from "./evidence/openAsEvidence.ts";
import { pasteAsEvidence } from "./evidence/pasteAsEvidence.ts";
import { copyText, openNormalizedCopy, revealLines } from "./evidence/revealLines.ts";
import { setClock, setZone } from "./evidence/setClock.ts";
import { addToFindings } from "./findings/addToFindings.ts";
import { exportFindings, generateFindings, openFindingsFile } from "./findings/findingsCommands.ts";
import { previewFindings } from "./findings/previewFindings.ts";
import { hashFile } from "./hash/hashFile.ts";
import { indicatorCommands } from "./indicators/indicatorCommands.ts";
import { keyCommands } from "./lookUp/keyCommands.ts";
import { lookUp } from "./lookUp/lookUp.ts";
import { stepCommands } from "./nextSteps/stepCommands.ts";
import { addTimeline, copyTimeline, showTimeline } from "./processes/timelinePanel.ts";
import { trySampleCase } from "./sampleCase.ts";
import { compareSnapshots } from "./snapshots/compareSnapshots.ts";
import { timelineCommands } from "./timeline/timelineCommands.ts";
import { treeCommands } from "./trees/treeCommands.ts";
import { viewCommands } from "./views/viewCommands.ts";
import { watchSockets } from "./watch/watchSockets.ts";

export const allCommands: readonly Command[] = [
  pasteAsEvidence,
  openAsEvidence,
  chooseFormat,
  setClock,
  setZone,
  alignClocks,
  revealLines,
  copyText,
  openNormalizedCopy,
  captureEvents,
  ...stepCommands,
  ...indicatorCommands,
  showTimeline,
  copyTimeline,
  addTimeline,
  hashFile,
  lookUp,
  ...keyCommands,
  addToFindings,
  generateFindings,
  openFindingsFile,
  previewFindings,
  exportFindings,
  ...treeCommands,
  compareSnapshots,
  watchSockets,
  ...viewCommands,
  ...timelineCommands,
  ...eventsCommands,
  trySampleCase,
  clearCache,
  { id: "incidentNotes.restartServer", needs: "nothing", run: ({ server }) => server.restart() },
  { id: "incidentNotes.showLog", needs: "nothing", run: ({ log }) => log.show() },
];
