import { window, workspace } from "vscode";
import type { SourceFacts } from "../../core/sources.ts";
import { commands } from "../../protocol/commands.ts";
import type { Place } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { changeSource, factsOfSource, type SourceChange, type SourceName, sourceOf } from "./caseSources.ts";
import { askClockFact, type ClockFactName, clockFactNames, pickClockFact } from "./clockFacts.ts";
import { editFence, fenceAt } from "./editFence.ts";
import { factOn, withFact, withoutFact } from "./fenceLine.ts";
import { setZoneOfCase } from "./setZone.ts";

/** Says what is known of the clock that wrote a file or a block, and whose it is. */
export const setClock: Command = {
  id: commands.setClock,
  needs: "trust",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? placeOfCursor(client.views);
    if (!place) return void inform("Open a file or a note with evidence first.");
    const fence = fenceAt(place);
    if (fence !== undefined) return setOnFence(place, fence);
    const source = await pickSource(place);
    if (source) await setOfSource(client, source);
  },
};

/** The same for the zone alone, which is asked for most often. */
export const setZone: Command = {
  id: commands.setZone,
  needs: "trust",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? placeOfCursor(client.views);
    const fence = place && fenceAt(place);
    if (place && fence !== undefined) return setOnFence(place, fence, "zone");
    const source = place && sourceOf(place.uri);
    return source ? setOfSource(client, source, "zone") : setZoneOfCase();
  },
};

/** The fence is ours to write on; the editor undoes it. */
async function setOnFence(place: Place, fence: string, asked?: ClockFactName): Promise<void> {
  const now = Object.fromEntries(clockFactNames.map((name) => [name, factOn(fence, name)]));
  const facts = present(now);
  const name = asked ?? (await pickClockFact("Clock and host of this block", facts));
  if (name === undefined) return;
  if (name === "forget") {
    await editFence(place, (line) => clockFactNames.reduce(withoutFact, line));
    return;
  }
  const value = await askClockFact(name, facts);
  if (value !== undefined) await editFence(place, (line) => withFact(line, name, value));
}

async function setOfSource(client: Client, source: SourceName, asked?: ClockFactName): Promise<void> {
  const now = await factsOfSource(source);
  const name = asked ?? (await pickClockFact(`Clock and host of ${shownText(source.name)}`, now));
  if (name === undefined) return;
  const change = name === "forget" ? nothing : await changeOf(name, now);
  if (change) await remember(client, source, change, now);
}

/** Says facts of the clock of a capture: on the fence of a block, else of its file, with a way back. */
export async function sayOfClock(client: Client, place: Place, facts: SourceChange): Promise<void> {
  if (fenceAt(place) !== undefined) {
    const said = Object.entries(facts);
    await editFence(place, (line) =>
      said.reduce((fence, [name, fact]) => (fact === undefined ? fence : withFact(fence, name, fact)), line),
    );
    return;
  }
  const source = sourceOf(place.uri);
  if (!source)
    return void inform(
      "This file is of no folder of the case. What is known of a clock is kept with the case.",
    );
  await remember(client, source, facts, await factsOfSource(source));
}

async function remember(
  client: Client,
  source: SourceName,
  change: SourceChange,
  now: SourceFacts,
): Promise<void> {
  await changeSource(client.server, source, change);
  const before: SourceChange = Object.fromEntries(
    Object.keys(change).map((fact) => [fact, now[fact as ClockFactName]]),
  );
  const undo = { title: "Undo", run: () => changeSource(client.server, source, before) };
  void inform(`${sentence(source, change)} The case remembers it.`, undo);
}

const nothing: SourceChange = Object.fromEntries(clockFactNames.map((name) => [name, undefined]));

async function changeOf(name: ClockFactName, now: SourceFacts): Promise<SourceChange | undefined> {
  const value = await askClockFact(name, now);
  return value === undefined ? undefined : { [name]: value };
}

function sentence({ name }: SourceName, change: SourceChange): string {
  const said = Object.entries(change).flatMap(([fact, value]) =>
    value === undefined ? [] : [`${fact} ${value}`],
  );
  return said.length === 0
    ? `Nothing more is said of the clock of ${shownText(name)}.`
    : `${shownText(name)} is read with ${shownText(said.join(", "))}.`;
}

/** One file, all of its folder, or a host: a collector's clock writes many logs. */
async function pickSource(place: Place): Promise<SourceName | undefined> {
  const file = sourceOf(place.uri);
  if (!file) {
    const why = workspace.workspaceFolders
      ? "This file is of no folder of the case."
      : "Open the folder of the case first.";
    return void inform(`${why} What is known of a clock is kept with the case.`);
  }
  const cut = file.name.lastIndexOf("/");
  const folder = file.name.slice(0, cut + 1);
  const ofHost = { label: "All of a host…", description: "by the name on fences and folders" };
  const items = [
    { label: file.name, source: file },
    ...(cut < 0
      ? []
      : [
          {
            label: `${folder}**`,
            description: "all of the folder",
            source: { ...file, name: `${folder}**` },
          },
        ]),
    ofHost,
  ];
  const picked = await window.showQuickPick(items, {
    title: "Set Clock and Host",
    placeHolder: "Of which evidence?",
  });
  if (picked !== ofHost) return picked && "source" in picked ? picked.source : undefined;
  const name = await window.showInputBox({ title: "Name of the host", placeHolder: "WS-042" });
  return name?.trim() ? { folder: file.folder, kind: "hosts", name: name.trim() } : undefined;
}

function present(facts: Readonly<Record<string, string | undefined>>): SourceFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as SourceFacts;
}
