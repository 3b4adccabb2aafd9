import { skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { startsWindowsEvent } from "./windowsEventHeader.ts";
import { findFilteringMessage } from "./windowsEventMessage.ts";
import { WindowsEventsReader } from "./windowsEventsReader.ts";
import { findFilteringXml } from "./windowsEventXml.ts";

export const windowsEvents: Format = {
  id: "windows.events",
  family: "fwlog",
  title: "Windows Filtering Platform events (5152 to 5159)",
  reference:
    "https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5156",
  vendor: "windows",
  carries: ["time", "year", "direction", "pid", "process"],
  marks: [
    "Windows",
    "EventID",
    "<Event ",
    "Log Name:",
    "Protokollname:",
    "Nom du journal",
    "Nombre de registro:",
    "Nome ",
    "Event[",
    "TimeCreated",
    "LogName=",
    "Date and Time",
    " AM",
    " PM",
  ],
  claims,
  reader: (state) => new WindowsEventsReader(state),
};

const leftBrace = 0x7b;

function claims(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const end = trimEnd(bytes, start, lineEnd);
  // JSON around a message is another format, which reads the message in it.
  if (bytes[skipBlanks(bytes, start, end)] === leftBrace) return "none";
  if (0 <= findFilteringMessage(bytes, start, end).at || 0 <= findFilteringXml(bytes, start, end))
    return "row";
  return startsWindowsEvent(bytes, start, end) ? "heading" : "none";
}
