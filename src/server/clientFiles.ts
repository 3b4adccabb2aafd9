import { methods } from "../protocol/messages.ts";
import type { ClientRequests } from "../protocol/requests.ts";
import type { FileEntry, Files } from "../workspace/reading/files.ts";
import type { Connection } from "./connection.ts";
import type { Session } from "./session.ts";

type Asked<Name extends keyof ClientRequests> = ClientRequests[Name]["result"];

/** Files of one folder of the case: the machine's own where it can, else the client's. */
export function filesOf(folder: string, { host, connection, settings }: Session): Files {
  return folder.startsWith("file:") && host.localFiles
    ? host.localFiles(folder, settings.archives)
    : clientFiles(connection);
}

/** Files that only the client can read: those of virtual workspaces. */
function clientFiles(connection: Connection): Files {
  const read = (uri: string) =>
    connection.sendRequest<Asked<"readFile">>(methods.readFile, { uri }).catch(() => null);
  const list = (folder: string) =>
    connection.sendRequest<Asked<"listFiles">>(methods.listFiles, { folder }).catch(() => ({ files: [] }));
  return {
    async *list(folder) {
      yield* (await list(folder)).files;
    },
    async stat(uri): Promise<FileEntry | undefined> {
      const folder = uri.slice(0, uri.lastIndexOf("/"));
      return (await list(folder)).files.find((file) => file.uri === uri);
    },
    async *read(uri, { from, to } = { from: 0 }) {
      const file = await read(uri);
      if (file) yield Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0)).subarray(from, to);
    },
  };
}
