import { type EventDraft, toldSize, toldText } from "./eventDraft.ts";
import { grouped64, hex32, hex64, secondsText } from "./numberTexts.ts";

/** Of `Process Create`: two security identifiers stand before its texts. */
export function readProcessCreate(draft: EventDraft): void {
  const { body } = draft;
  const [path, commandLine] = [body.u16(0x2e), body.u16(0x30)];
  const at = 0x34 + body.u8(0x2c) + body.u8(0x2d);
  draft.path = toldText(body, at, path);
  draft.add("PID", `${body.u32(4)}`);
  draft.addLines("Command line", toldText(body, at + toldSize(path), commandLine));
}

export function readProcessStart(draft: EventDraft): void {
  const { body } = draft;
  const [commandLine, directory, characters] = [body.u16(4), body.u16(6), body.u32(8)];
  draft.add("Parent PID", `${body.u32(0)}`);
  draft.addLines("Command line", toldText(body, 12, commandLine));
  const atDirectory = 12 + toldSize(commandLine);
  draft.addLines("Current directory", toldText(body, atDirectory, directory));
  draft.addLines("Environment", environmentText(draft, atDirectory + toldSize(directory), 2 * characters));
}

/** Each variable on a line of its own. */
function environmentText(draft: EventDraft, from: number, size: number): string {
  const end = Math.min(from + size, draft.body.length);
  let text = "";
  for (let at = from; at + 2 <= end; ) {
    const variable = draft.body.wideText(at, end - at);
    if (variable === "") break;
    text += `\r;\t${variable}`;
    at += 2 * variable.length + 2;
  }
  return text;
}

export function readProcessExit(draft: EventDraft): void {
  const { body } = draft;
  draft.add("Exit Status", `${body.i32(0)}`);
  draft.add("User Time", `${secondsText(body, 12)} seconds`);
  draft.add("Kernel Time", `${secondsText(body, 4)} seconds`);
  draft.add("Private Bytes", grouped64(body, 36));
  draft.add("Peak Private Bytes", grouped64(body, 44));
  draft.add("Working Set", grouped64(body, 20));
  draft.add("Peak Working Set", grouped64(body, 28));
}

export function readThreadCreate(draft: EventDraft): void {
  draft.add("Thread ID", `${draft.body.u32(0)}`);
}

export function readThreadExit(draft: EventDraft): void {
  const { body } = draft;
  draft.add("Thread ID", `${draft.event.threadId}`);
  draft.add("User Time", secondsText(body, 12));
  draft.add("Kernel Time", secondsText(body, 4));
}

export function readLoadImage(draft: EventDraft): void {
  const { body } = draft;
  const pointer = draft.event.pointerSize;
  draft.path = toldText(body, pointer + 8, body.u16(pointer + 4));
  draft.add("Image Base", pointer === 8 ? hex64(body, 0) : hex32(body.u32(0)));
  draft.add("Image Size", hex32(body.u32(pointer)));
}

export function readProcessProfiling(draft: EventDraft): void {
  const { body } = draft;
  draft.add("User Time", `${secondsText(body, 0)} seconds`);
  draft.add("Kernel Time", `${secondsText(body, 8)} seconds`);
  draft.add("Private Bytes", grouped64(body, 24));
  draft.add("Working Set", grouped64(body, 16));
}
