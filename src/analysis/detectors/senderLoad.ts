import type { Deed, ModuleFacts } from "../../core/deed.ts";
import { imagePlace, isOfProgram, isUserWritable } from "../windows/imagePlace.ts";
import { pathKey } from "../windows/windowsPath.ts";
import { isBefore, secondsBetween } from "./deedOrder.ts";
import { deedsOf, isMicrosofts, type ProcessStory } from "./processStory.ts";

/** The event by which a process loaded the module that sends. */
export function loadOf(story: ProcessStory, module: ModuleFacts | undefined): Deed | undefined {
  if (!module) return undefined;
  const key = pathKey(module.path);
  return deedsOf(story, "image loaded").find(({ path }) => path !== undefined && pathKey(path) === key);
}

/** ` It was loaded 180 s before the first of them.` */
export function loadText(story: ProcessStory, load: Deed | undefined, remotes: ReadonlySet<string>): string {
  const send = story.deeds.find(
    ({ kind, remote }) => kind === "sent" && remote !== undefined && remotes.has(remote),
  );
  const seconds = secondsBetween(load?.time, send?.time);
  if (seconds === undefined || seconds < 0) return "";
  return ` It was loaded ${secondsText(seconds)} before the first of these sends.`;
}

/**
 * Where no stack tells who sends: the last library that was loaded before the first send to a far end and lies where
 * users can write, but not with the programs of one user.
 */
export function suspectOf(story: ProcessStory, remote: string): Deed | undefined {
  const send = story.deeds.find((deed) => deed.kind === "sent" && deed.remote === remote);
  if (!send) return undefined;
  return deedsOf(story, "image loaded").findLast((load) => isForeign(story, load) && isBefore(load, send));
}

function isForeign({ executable }: ProcessStory, { path, module }: Deed): boolean {
  if (path === undefined || (module && isMicrosofts(module)) || path.toLowerCase().endsWith(".exe"))
    return false;
  const place = imagePlace(path);
  const isOwn = executable !== undefined && isOfProgram(path, executable);
  return isUserWritable(place) && place !== "user program" && !isOwn;
}

/** `180 s`, `less than a second` */
export function secondsText(seconds: number): string {
  return seconds < 1 ? "less than a second" : `${Math.round(seconds)} s`;
}
