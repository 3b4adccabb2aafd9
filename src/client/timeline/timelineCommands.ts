import { Uri, window, workspace } from "vscode";
import { commands } from "../../protocol/commands.ts";
import type { LaneKind, PictureChoice, SubjectPicture } from "../../protocol/timeline.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor, rowsOf } from "../commandArguments.ts";
import { findingsUri } from "../findings/findingsUri.ts";
import { openFindings, writeFindings } from "../findings/writeFindings.ts";
import { inform } from "../say.ts";
import { activePicture, showPicture } from "./picturePanel.ts";
import { TimelinePanel } from "./timelinePanel.ts";

const showCaseTimeline = timelineCommand("incidentNotes.showCaseTimeline", "remote");
const showProcessLanes = timelineCommand("incidentNotes.showProcessLanes", "process");

/** Of a row its lane is shown. */
function timelineCommand(id: string, lanes: LaneKind): Command {
  return {
    id,
    needs: "nothing",
    run: (client, arg, selected) => {
      const lane = rowsOf(arg, selected).flatMap((row) => laneOf(row.id, lanes) ?? [])[0];
      TimelinePanel.show(client, { lanes, ...(lane === undefined ? {} : { lane }) });
    },
  };
}

/** The step of a row's id that names a remote endpoint or a process. */
function laneOf(id: string, lanes: LaneKind): string | undefined {
  const path: unknown = JSON.parse(id);
  if (!Array.isArray(path)) return undefined;
  const steps = path.filter((step) => typeof step === "string");
  return lanes === "remote" ? steps[1] : steps.at(1)?.replace(/^(?:child|process) /u, "");
}

/** What pictures of single things are asked for by, and what is said where there is none. */
const subjects: readonly { readonly id: string; readonly kind: SubjectPicture; readonly missing: string }[] =
  [
    {
      id: commands.showIntervals,
      kind: "intervals",
      missing: "Select a remote endpoint that is contacted regularly, or put the cursor on one of its lines.",
    },
    {
      id: "incidentNotes.showProcessTree",
      kind: "processTree",
      missing: "Select a process, or put the cursor on a line of one.",
    },
    {
      id: "incidentNotes.showFindingGraph",
      kind: "finding",
      missing: "Select a finding whose lines name a process or a far end.",
    },
  ];

const subjectCommands = subjects.map(
  ({ id, kind, missing }): Command => ({
    id,
    needs: "nothing",
    run: async (client, arg, selected) => {
      const row = rowsOf(arg, selected)[0] ?? (placeOf(arg) ? undefined : client.trees.selected[0]);
      const place = row ? undefined : (placeOf(arg) ?? placeOfCursor(client.views));
      const choice: PictureChoice = { kind, ...(row ? { row: row.id } : {}), ...(place ? { place } : {}) };
      const picture = row || place ? await client.server.request("casePicture", choice) : null;
      if (picture) showPicture(client, choice, picture);
      else void inform(missing);
    },
  }),
);

const addPicture: Command = {
  id: "incidentNotes.addPictureToFindings",
  needs: "trust",
  run: async (client) => {
    const choice = TimelinePanel.picture ?? activePicture();
    if (!choice) return void inform("Open a timeline or another picture of the case first.");
    const uri = findingsUri();
    if (!uri) return void inform("Open the folder of the case first: the findings are kept there.");
    await add(client, choice, uri);
  },
};

async function add({ server }: Client, choice: PictureChoice, uri: Uri): Promise<void> {
  const existing = (await openFindings(uri))?.getText() ?? "";
  const added = await server.request("addPicture", { choice, uri: uri.toString(), existing });
  if (!added) return void inform("What this picture shows is not in the case any more.");
  const file = Uri.joinPath(uri, "..", ...added.path.split("/"));
  await workspace.fs.writeFile(file, Buffer.from(added.svg, "utf8"));
  const open = { title: "Open Findings", run: () => window.showTextDocument(uri) };
  if (added.text === existing)
    return void inform("The findings show this picture already; it is drawn anew.", open);
  await writeFindings(uri, added.text);
  void inform("Added the picture to the findings.", open);
}

export const timelineCommands: readonly Command[] = [
  showCaseTimeline,
  showProcessLanes,
  ...subjectCommands,
  addPicture,
];
