import type { Writable } from "node:stream";
import { AbstractMessageWriter, type Message, type MessageWriter } from "vscode-languageserver-protocol/node";
import { WrittenJson } from "../protocol/writtenJson.ts";

/** Writes messages to a stream, head and body at once, and takes JSON that is at hand as it is. */
export class JsonWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #faults = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on("error", (error) => this.fireError(error));
    stream.on("close", () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const body = bodyOf(message);
    const text = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    return new Promise((resolve, reject) => {
      this.#stream.write(text, (error) => {
        if (!error) return resolve();
        this.#faults++;
        this.fireError(error, message, this.#faults);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}

function bodyOf(message: Message): string {
  if (!("result" in message) || !(message.result instanceof WrittenJson)) return JSON.stringify(message);
  const { result, ...rest } = message;
  return `${JSON.stringify(rest).slice(0, -1)},"result":${result.json}}`;
}
