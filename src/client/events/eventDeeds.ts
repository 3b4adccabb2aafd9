import { commands, env, type Uri } from "vscode";
import { commands as ours } from "../../protocol/commands.ts";
import type { ChosenEvents, PageMessage } from "../../protocol/events.ts";
import { csvCell, markdownCell } from "../../report/escape.ts";
import type { Client } from "../client.ts";
import { inform } from "../say.ts";
import type { OpenedCapture } from "./openedCapture.ts";

type EventsMessage = Extract<PageMessage, { readonly kind: "events" }>;

interface Shown {
  readonly capture: OpenedCapture;
  readonly uri: Uri;
}

/** Copies, cites or follows events that are selected in a page. */
export async function doWithEvents(client: Client, shown: Shown, message: EventsMessage): Promise<void> {
  const { deed, columns } = message;
  const chosen = await shown.capture.chosen(message);
  if (!chosen || chosen.rows.length === 0) return;
  const names = columns.map((column) => shown.capture.columns[column] ?? "");
  if (deed === "copyCsv") await copyRows(chosen, csvOf(names, chosen));
  else if (deed === "copyMarkdown") await copyRows(chosen, markdownOf(names, chosen));
  else if (deed === "addToFindings") await addToFindings(shown, chosen);
  else await showProcess(client, shown, chosen);
}

async function copyRows({ rows }: ChosenEvents, text: string): Promise<void> {
  await env.clipboard.writeText(text);
  if (1 < rows.length) void inform(`${rows.length.toLocaleString("en-US")} events are copied.`);
}

function csvOf(names: readonly string[], { rows }: ChosenEvents): string {
  return [names, ...rows.map(({ cells }) => cells)]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`)
    .join("");
}

function markdownOf(names: readonly string[], { rows }: ChosenEvents): string {
  const lines = [names, names.map(() => "---"), ...rows.map(({ cells }) => cells.map(markdownCell))];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

async function addToFindings({ uri }: Shown, { lines }: ChosenEvents): Promise<void> {
  const cites = lines.map((line) => ({ uri: uri.toString(), line }));
  await commands.executeCommand(ours.addToFindings, { cites });
}

/** The views show what is of the process, under a filter that can be cleared. */
async function showProcess(
  { server, trees }: Client,
  { uri }: Shown,
  { lines }: ChosenEvents,
): Promise<void> {
  const place = { uri: uri.toString(), line: lines[0]! };
  const { process } = await server.request("eventLinks", place);
  if (!process) return void inform("The case knows no process of this event. Is the capture of this case?");
  trees.filter = process.filter;
  await commands.executeCommand("incidentNotes.processes.focus");
}
