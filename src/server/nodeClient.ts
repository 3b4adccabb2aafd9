import {
  createServerPipeTransport,
  createServerSocketTransport,
  ExitNotification,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  ShutdownRequest,
  StreamMessageReader,
} from "vscode-languageserver-protocol/node";
import { type Connection, connectionOn } from "./connection.ts";
import { JsonWriter } from "./jsonWriter.ts";

type Transport = readonly [reader: MessageReader, writer: MessageWriter];

/** How a client may have started the server, by the word it says so with: `--stdio`, `--socket=6010`. */
const transports: Readonly<Record<string, (value: string) => Transport>> = {
  "--node-ipc": () => [new IPCMessageReader(process), new IPCMessageWriter(process)],
  "--stdio": () => [new StreamMessageReader(process.stdin), new JsonWriter(process.stdout)],
  "--socket": (port) => createServerSocketTransport(Number(port)),
  "--pipe": (name) => createServerPipeTransport(name),
};

const aliveMs = 3000;
let isShutDown = false;

/** The connection to the client that started this process. The process ends with it. */
export function clientConnection(): Connection {
  const connection = connectionOn(...transport(process.argv.slice(2)));
  connection.onRequest(ShutdownRequest.type, () => {
    isShutDown = true;
  });
  connection.onNotification(ExitNotification.type, end);
  connection.onClose(end);
  process.once("disconnect", end);
  return connection;
}

/** A client that is killed may leave its end of a pipe to others: looks for its process now and then. */
export function endWith(processId: number): void {
  const timer = setInterval(() => {
    try {
      process.kill(processId, 0);
    } catch {
      end();
    }
  }, aliveMs);
  timer.unref();
}

function end(): void {
  process.exit(isShutDown ? 0 : 1);
}

function transport(words: readonly string[]): Transport {
  for (const [i, word] of words.entries()) {
    const [name = "", value = words[i + 1] ?? ""] = word.split("=", 2);
    const open = transports[name];
    if (open) return open(value);
  }
  throw new Error(`Say how to talk to the server: ${Object.keys(transports).join(", ")}.`);
}
