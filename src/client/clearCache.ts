import { FileType, Uri, workspace } from "vscode";
import type { Command } from "./command.ts";
import { inform } from "./say.ts";

/** Where the server keeps what it read of large files, so as not to read them again. It holds evidence. */
export function cacheFolder(storage: Uri): Uri {
  return Uri.joinPath(storage, "scans");
}

export const clearCache: Command = {
  id: "incidentNotes.clearCache",
  needs: "nothing",
  run: async ({ context }) => {
    const folder = cacheFolder(context.globalStorageUri);
    const bytes = await bytesIn(folder);
    if (0 < bytes) await workspace.fs.delete(folder, { recursive: true, useTrash: false });
    const megabytes = (bytes / 2 ** 20).toLocaleString("en-US", { maximumFractionDigits: 1 });
    const none = "There is nothing in the cache.";
    void inform(
      bytes === 0
        ? none
        : `The cache is cleared: ${megabytes} MB. Files are read again when they are needed.`,
    );
  },
};

async function bytesIn(folder: Uri): Promise<number> {
  try {
    const files = (await workspace.fs.readDirectory(folder)).filter(([, type]) => type === FileType.File);
    const sizes = await Promise.all(
      files.map(async ([name]) => (await workspace.fs.stat(Uri.joinPath(folder, name))).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
