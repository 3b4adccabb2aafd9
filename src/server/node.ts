import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeDigest } from "../node/nodeDigest.ts";
import { nodeFiles } from "../node/nodeFiles.ts";
import { startServer } from "./server.ts";

startServer(createConnection(ProposedFeatures.all), {
  localFiles: (folder) => nodeFiles(fileURLToPath(folder)),
  sha256: (parts) => {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part, "utf8");
    return hash.digest("hex");
  },
  newDigest: nodeDigest,
});
