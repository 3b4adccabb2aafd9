import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server is to answer. */
export interface Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string;
  readonly delayMs?: number;
  /** Bytes sent after the body. */
  readonly padding?: number;
  /** Never ends the answer. */
  readonly hangs?: boolean;
  /** Cuts the connection instead of answering. */
  readonly cut?: boolean;
}

export interface VirusTotalServer {
  readonly base: string;
  readonly requests: readonly IncomingMessage[];
  answerWith(response: Response): void;
  close(): void;
}

/** A server on this machine that behaves like VirusTotal v3, or like what stands between. */
export async function virusTotalServer(): Promise<VirusTotalServer> {
  let requests: IncomingMessage[] = [];
  let response: Response = {};
  const server = createServer((request, answer) => {
    requests.push(request);
    send(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/api/v3`,
    get requests() {
      return requests;
    },
    answerWith(next) {
      response = next;
      requests = [];
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function send(response: Response, answer: ServerResponse): void {
  if (response.cut) return void answer.socket?.destroy();
  setTimeout(() => {
    answer.writeHead(response.status ?? 200, { "content-type": "application/json", ...response.headers });
    answer.write(response.body ?? JSON.stringify(response.json));
    if (response.padding !== undefined) answer.write("x".repeat(response.padding));
    if (!response.hangs) answer.end();
  }, response.delayMs ?? 0);
}
