import { evidenceRules } from "../analysis/rules/evidenceRules.ts";
import { type EcsFields, ecsOf, ecsOfIssue } from "../core/ecs.ts";
import type { Issue } from "../core/issue.ts";
import { readNativeLines } from "../workspace/native/nativeLines.ts";
import { type FileLine, type FileReadingEnd, readFileLines } from "../workspace/reading/fileReading.ts";
import type { FileEntry } from "../workspace/reading/files.ts";
import { ObservationStream } from "../workspace/reading/observationStream.ts";
import type { ReadingWay } from "../workspace/reading/readingBook.ts";
import { faultIssue } from "../workspace/reading/readingFault.ts";
import { AskedLines } from "./askedLines.ts";
import { caseBook } from "./caseBook.ts";
import type { Command } from "./commands.ts";
import { type Inputs, inputsOf } from "./inputs.ts";
import { readCall } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { readWhere } from "./whereOption.ts";

/** Lines are written together: one write for each would cost more than reading. */
const printedTogether = 1 << 16;
const encoder = new TextEncoder();

export const parseCommand: Command = {
  name: "parse",
  synopsis: "parse FILE… [--where TEXT] [--format ID]",
  purpose: "Every observation and issue as one line of JSON, under ECS names, in the order of the file.",
  examples: [
    "parse fw.log --where 'source.ip = 10.20.0.0/16 and destination.port in 1..1023'",
    "parse fw.log --where 'udp not :53 @timestamp >= 2031-07-02T09:30'",
    "parse fw.log --where 'event.original contains SYN'",
  ],
  async run(words, terminal) {
    const call = readCall(words, { format: "string", where: "string" }, terminal);
    if (!call) return 2;
    if (call.paths.length === 0) {
      terminal.say("incident-notes parse: name at least one file.");
      return 2;
    }
    const text = call.value("where");
    const asked = readWhere(text ?? "", terminal);
    if (!asked) return 2;
    const inputs = await inputsOf(call.paths, terminal);
    if (!inputs) return 2;
    const book = await caseBook(inputs.root, terminal);
    const id = call.value("format");
    const chosen = book.formats.filter((format) => format.id === id);
    if (id !== undefined && chosen.length === 0) {
      terminal.say(`incident-notes: there is no format "${id}"; "incident-notes formats" lists them.`);
      return 2;
    }
    let code = 0;
    for (const entry of inputs.entries) {
      const { formats, known } = book.way(entry.uri);
      const how = {
        formats: id === undefined ? formats : chosen,
        known,
        asked: new AskedLines(asked.where, entry.path),
      };
      const readable = await parseFile(inputs, entry, how, terminal);
      if (!readable) code = 2;
    }
    return code;
  },
};

async function parseFile(
  { files }: Inputs,
  entry: FileEntry,
  { formats, known, asked }: Pick<ReadingWay, "formats" | "known"> & { readonly asked: AskedLines },
  terminal: Terminal,
): Promise<boolean> {
  let text = "";
  let observations = 0;
  let emptyAt: Issue | undefined;
  // An archive holds several files: each line says which it is of.
  const place = entry.archive ? { "log.file.path": entry.path } : {};
  let unit: "line" | "event" = "line";
  const write = (fields: EcsFields) => {
    text += `${JSON.stringify(unit === "line" && !entry.archive ? fields : placed(fields))}\n`;
    if (text.length < printedTogether) return;
    terminal.write(encoder.encode(text));
    text = "";
  };
  // Events of a native capture, which has no lines, are counted from 0.
  const placed = ({ line, ...fields }: EcsFields) => ({
    ...(unit === "line" ? { line } : { event: Number(line) - 1 }),
    ...fields,
    ...place,
  });
  const stream = new ObservationStream(
    { entry, rules: evidenceRules },
    {
      observation(observation) {
        observations++;
        if (asked.meets(observation)) write(ecsOf(observation));
      },
      issue(issue, format) {
        if (issue.code === "EV026") emptyAt ??= issue;
        if (asked.tells(issue.place.line)) write(ecsOfIssue(issue, format));
      },
    },
  );
  const visitor = {
    line(line: FileLine) {
      asked.see(line);
      stream.add(line);
    },
  };
  const asText = await readFileLines(entry, files.read(entry.uri), { formats, known }, visitor);
  if (asText.kind === "native") unit = "event";
  const end =
    asText.kind === "native" ? await readNativeLines(entry, files, { formats, known }, visitor) : asText;
  stream.end(end);
  await terminal.print(text);
  const fault = end.kind === "read" && end.fault ? faultIssue(end.fault, end.lines).message : undefined;
  if (end.kind === "no text") terminal.say(`incident-notes: ${entry.path}: these bytes are no text.`);
  else if (fault !== undefined) terminal.say(`incident-notes: ${entry.path}: ${fault}`);
  else if (observations === 0) terminal.say(`incident-notes: ${entry.path}${reasonOfNoRow(end, emptyAt)}`);
  return end.kind === "read" && (fault === undefined || 0 < observations);
}

/** Why a text gives no row, in words that follow its path. */
function reasonOfNoRow(end: FileReadingEnd, emptyAt: Issue | undefined): string {
  if (emptyAt) return `:${emptyAt.place.line + 1}: ${emptyAt.message}`;
  return end.kind === "read" && end.lines === 0 ? ": the file is empty." : ": no line of a known format.";
}
