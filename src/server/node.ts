import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { PortMessageReader, PortMessageWriter } from "vscode-languageserver-protocol/node";
import { openAddressDatabases } from "../node/addressDatabases.ts";
import { nodeDigest, nodeSha256 } from "../node/nodeDigest.ts";
import { keptNodeFiles } from "../node/nodeFiles.ts";
import { programVersion, ScanFolder } from "../node/scanFolder.ts";
import { lookAtSockets } from "../node/socketWatch.ts";
import { startCaseServer } from "./caseServer.ts";
import { connectionOn } from "./connection.ts";
import type { ServerHost, Thread } from "./host.ts";
import { clientConnection, endWith } from "./nodeClient.ts";
import { startServer } from "./server.ts";

const localFiles = keptNodeFiles();

const host: ServerHost = {
  localFiles: (folder, limits) => localFiles(fileURLToPath(folder), limits),
  scanStorage: (kept, log) => new ScanFolder({ ...kept, version: programVersion(__filename), log }),
  addressDatabases: ({ own, named }, before) => {
    const there = own.map((uri) => fileURLToPath(uri)).filter((path) => existsSync(path));
    return openAddressDatabases([...there, ...named], before);
  },
  lookAtSockets,
  sha256: nodeSha256,
  newDigest: nodeDigest,
  endWith,
};

// One program for both threads.
if (isMainThread) startServer(clientConnection(), host, startThread);
else if (parentPort) {
  const [reader, writer] = [new PortMessageReader(parentPort), new PortMessageWriter(parentPort)];
  startCaseServer(connectionOn(reader, writer), host);
}

function startThread(): Thread {
  const worker = new Worker(__filename);
  const ended = new Promise<string>((resolve) => {
    let reason = "it was stopped";
    worker.once("error", (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.once("exit", () => resolve(reason));
  });
  return { reader: new PortMessageReader(worker), writer: new PortMessageWriter(worker), ended };
}
