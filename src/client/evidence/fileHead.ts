import { open } from "node:fs/promises";
import { type Uri, workspace } from "vscode";

const headSize = 256 << 10;

/** A file's first bytes: enough to tell its format. */
export async function headOf(file: Uri): Promise<Uint8Array> {
  if (file.scheme !== "file") return (await workspace.fs.readFile(file)).subarray(0, headSize);
  const opened = await open(file.fsPath, "r");
  try {
    const { buffer, bytesRead } = await opened.read(new Uint8Array(headSize), 0, headSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}
