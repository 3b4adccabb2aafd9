import { commands, env, type Uri } from "vscode";
import { commands as ours } from "../../protocol/commands.ts";
import type { ChosenEvents, PageMessage } from "../../protocol/events.ts";
import { detailWithoutEnvironment } from "../../report/environment.ts";
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
  if (deed === "copyCsv") await copyRows(names, chosen, csvOf);
  else if (deed === "copyMarkdown") await copyRows(names, chosen, markdownOf);
  else if (deed === "showTimeline") await showTimeline(shown, chosen);
  else if (deed === "addToFindings") await addToFindings(shown, chosen);
  else await showProcess(client, shown, chosen);
}

type Rows = readonly (readonly string[])[];

/** One cell. */
export async function copyCell(text: string): Promise<void> {
  const safe = detailWithoutEnvironment(text);
  await env.clipboard.writeText(safe);
  if (safe !== text)
    void inform("The cell is copied without the environment of the process, which may hold secrets.", {
      title: "Copy with Environment",
      run: () => env.clipboard.writeText(text),
    });
}

/** The environments of processes may hold secrets: they are copied where they are asked for only. */
async function copyRows(
  names: readonly string[],
  { rows }: ChosenEvents,
  textOf: (names: readonly string[], rows: Rows) => string,
): Promise<void> {
  const whole = rows.map(({ cells }) => cells);
  const detail = names.indexOf("Detail");
  const safe = whole.map((cells) =>
    cells.map((cell, i) => (i === detail ? detailWithoutEnvironment(cell) : cell)),
  );
  await env.clipboard.writeText(textOf(names, safe));
  const said = `${rows.length.toLocaleString("en-US")} ${rows.length === 1 ? "event is" : "events are"} copied`;
  if (safe.some((cells, i) => cells[detail] !== whole[i]![detail]))
    void inform(`${said} without the environment of the processes, which may hold secrets.`, {
      title: "Copy with Environment",
      run: () => env.clipboard.writeText(textOf(names, whole)),
    });
  else if (1 < rows.length) void inform(`${said}.`);
}

function csvOf(names: readonly string[], rows: Rows): string {
  return [names, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function markdownOf(names: readonly string[], rows: Rows): string {
  const lines = [names, names.map(() => "---"), ...rows.map((cells) => cells.map(markdownCell))];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

async function addToFindings({ uri }: Shown, { lines }: ChosenEvents): Promise<void> {
  const cites = lines.map((line) => ({ uri: uri.toString(), line }));
  await commands.executeCommand(ours.addToFindings, { cites });
}

async function showTimeline({ uri }: Shown, { lines }: ChosenEvents): Promise<void> {
  await commands.executeCommand(ours.showTimeline, { uri: uri.toString(), line: lines[0]! });
}

/** The row of the process is selected; the views show what is of it, under a filter that can be cleared. */
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
  await trees.revealProcess(process.instance);
}
