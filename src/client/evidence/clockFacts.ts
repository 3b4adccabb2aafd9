import { type QuickPickItem, window, workspace } from "vscode";
import type { SourceFactName, SourceFacts } from "../../core/sources.ts";
import { section } from "../settings.ts";

/** What can be said of a source beside its format. */
export type ClockFactName = Exclude<SourceFactName, "format">;

interface ClockFact {
  readonly name: ClockFactName;
  readonly label: string;
  /** Asks for it; undefined where the analyst leaves. */
  readonly ask: (now: string | undefined) => Promise<string | undefined>;
}

/** In the order in which they are offered. */
const clockFacts: readonly ClockFact[] = [
  { name: "zone", label: "Time Zone…", ask: askZone },
  { name: "year", label: "Year of Times that Have None…", ask: askYear },
  { name: "skew", label: "How Far the Clock Is Wrong…", ask: askSkew },
  { name: "host", label: "Host…", ask: askHost },
];

export const clockFactNames: readonly ClockFactName[] = clockFacts.map(({ name }) => name);

export function isClockFact(name: unknown): name is ClockFactName {
  return clockFacts.some((fact) => fact.name === name);
}

export function askClockFact(name: ClockFactName, now: SourceFacts): Promise<string | undefined> {
  return clockFacts.find((fact) => fact.name === name)!.ask(now[name]);
}

/** Asks which of the facts is to be said, or whether all are to be forgotten. */
export async function pickClockFact(
  title: string,
  now: SourceFacts,
): Promise<ClockFactName | "forget" | undefined> {
  const items: (QuickPickItem & { readonly choice: ClockFactName | "forget" })[] = clockFacts.map(
    ({ name, label }) => ({ label, description: now[name] ?? "", choice: name }),
  );
  const isSaid = clockFactNames.some((name) => now[name] !== undefined);
  if (isSaid) items.push({ label: "Forget What Was Said", choice: "forget" });
  return (await window.showQuickPick(items, { title, placeHolder: "What is known of this clock" }))?.choice;
}

async function askZone(now: string | undefined): Promise<string | undefined> {
  const ofCase = workspace.getConfiguration(section).get("zone");
  const usual = [now, "UTC", Intl.DateTimeFormat().resolvedOptions().timeZone, String(ofCase ?? "")];
  const first = [...new Set(usual)].filter((name) => name !== undefined && name !== "");
  const others = Intl.supportedValuesOf("timeZone").filter((name) => !first.includes(name));
  const offset = { label: "An offset, as +02:00…" };
  const items = [...first.slice(0, 2), offset, ...first.slice(2), ...others].map((item) =>
    typeof item === "string" ? { label: item } : (item ?? offset),
  );
  const chosen = await window.showQuickPick(items, {
    title: "Time zone of the clock that wrote this",
    placeHolder: "The zone of the host, not of this machine",
  });
  return chosen === offset ? askOffset() : chosen?.label;
}

function askOffset(): Promise<string | undefined> {
  return askText("Offset from UTC", "+02:00", (text) =>
    isOffset(text) ? undefined : "As +02:00 or -0530, from -18:00 to +18:00.",
  );
}

function isOffset(text: string): boolean {
  const [, hours, minutes] = /^[+-](\d\d):?(\d\d)$/.exec(text) ?? [];
  return hours !== undefined && Number(hours) * 60 + Number(minutes) <= 18 * 60 && Number(minutes) < 60;
}

function askYear(now: string | undefined): Promise<string | undefined> {
  return askText("Year of times that have none", now ?? String(new Date().getFullYear()), (text) =>
    /^(?:19[7-9]|[2-9]\d\d)\d$/.test(text) ? undefined : "A year, as 2031.",
  );
}

function askSkew(now: string | undefined): Promise<string | undefined> {
  return askText("How far the clock was wrong: +7m ahead, -1h30m behind", now ?? "+7m", (text) =>
    /^[+-](?:\d{1,9}(?:\.\d{1,6})?[dhms])+$/.test(text)
      ? undefined
      : "A sign and a time: +7m, -1h30m, +2d, -0.5s.",
  );
}

function askHost(now: string | undefined): Promise<string | undefined> {
  return askText("Host that this was taken on", now ?? "WS-042", (text) =>
    text.trim() === "" ? "The host's name." : undefined,
  );
}

async function askText(
  title: string,
  placeHolder: string,
  wrong: (text: string) => string | undefined,
): Promise<string | undefined> {
  return window
    .showInputBox({ title, placeHolder, validateInput: (text) => wrong(text.trim()) })
    .then((text) => text?.trim());
}
