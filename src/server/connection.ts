import {
  createProtocolConnection,
  LogMessageNotification,
  type MessageReader,
  MessageType,
  type MessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver-protocol";

export type Connection = ProtocolConnection;

/** A connection to a client, which is told what goes wrong on it. */
export function connectionOn(reader: MessageReader, writer: MessageWriter): Connection {
  const say = (message: string) => logError(connection, message);
  const logger = { error: say, warn: say, info: () => {}, log: () => {} };
  const connection: Connection = createProtocolConnection(reader, writer, logger);
  return connection;
}

/** Says what went wrong in the client's log; a client that is gone hears nothing. */
export function logError(connection: Connection, message: string): void {
  connection
    .sendNotification(LogMessageNotification.type, { type: MessageType.Error, message })
    .catch(() => undefined);
}
