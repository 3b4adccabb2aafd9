import { commands } from "../../protocol/commands.ts";
import type { Command } from "../command.ts";
import { warn } from "../say.ts";
import { withCancel } from "../withCancel.ts";
import { fileHashes, type HashOutcome } from "./fileHashes.ts";
import { localFileOf } from "./localFile.ts";
import { pickTarget } from "./pickTarget.ts";
import { recordHash } from "./recordHash.ts";
import { shownBytes } from "./shownBytes.ts";

export const hashFile: Command = {
  id: commands.hashFile,
  needs: "trust",
  run: async (client, arg, selected) => {
    const target = await pickTarget(client, arg, selected);
    if (target === undefined) return;
    const path = await localFileOf(target);
    if (path === undefined) return;
    const outcome = await hashWithProgress(path);
    if (outcome.kind === "hashed") await recordHash(client, { target, path, hashes: outcome.hashes });
    if (outcome.kind === "failed") void warn(outcome.sentence);
  },
};

function hashWithProgress(path: string): Promise<HashOutcome> {
  return withCancel("Hashing", (signal, progress) => {
    let shown = 0;
    const onProgress = (read: number, size: number) => {
      const percent = size === 0 ? 100 : Math.floor((read / size) * 100);
      if (percent === shown) return;
      progress.report({ message: `${shownBytes(read)} of ${shownBytes(size)}`, increment: percent - shown });
      shown = percent;
    };
    return fileHashes(path, { signal, onProgress });
  });
}
