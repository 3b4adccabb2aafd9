// A foreign client: plain JSON-RPC with the built server over stdio, with no library in between.
import { spawn } from "node:child_process";

/**
 * Starts a server and speaks to it. What the server asks is answered by null; all it says is kept.
 *
 * @param {string} program Path of the built server.
 * @param {readonly string[]} nodeArgs What Node is to be told before the program.
 * @returns {import("./languageServer.d.mts").LanguageServer}
 */
export function startLanguageServer(program, nodeArgs = []) {
  const child = spawn(process.execPath, [...nodeArgs, program, "--stdio"], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  /** @type {Map<number, (message: import("./languageServer.d.mts").Message) => void>} */
  const waiting = new Map();
  /** @type {import("./languageServer.d.mts").Message[]} */
  const said = [];
  /** @type {Set<(message: import("./languageServer.d.mts").Message) => void>} */
  const listeners = new Set();
  let lastId = 0;
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  void exited.then(() => {
    const error = { code: 0, message: `The server has ended. ${errors}` };
    for (const answered of waiting.values()) answered({ error });
  });
  child.stdin.on("error", () => undefined);

  readMessages(child.stdout, (message) => {
    if (message.method === undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
      return;
    }
    if (message.id !== undefined) send({ id: message.id, result: null });
    said.push(message);
    for (const listener of listeners) listener(message);
  });

  function send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
  }

  function ask(method, params) {
    const id = ++lastId;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    send({ id, method, params });
    return { id, answer };
  }

  return {
    ask,
    request: async (method, params) => {
      const { error, result } = await ask(method, params).answer;
      if (error) throw new Error(`${method}: ${error.message}`);
      return result;
    },
    notify: (method, params) => send({ method, params }),
    said: (method) => said.filter((message) => message.method === method).map(({ params }) => params),
    next: (method, wanted = () => true) =>
      new Promise((resolve) => {
        const listener = (message) => {
          if (message.method !== method || !wanted(message.params)) return;
          listeners.delete(listener);
          resolve(message.params);
        };
        listeners.add(listener);
      }),
    errors: () => errors,
    exited,
    signal: (name) => child.kill(name),
    kill: () => child.kill("SIGKILL"),
  };
}

/** Cuts `Content-Length: 12\r\n\r\n{…}` out of a stream. */
function readMessages(stream, take) {
  const headerEnd = Buffer.from("\r\n\r\n");
  let chunks = [];
  let size = 0;
  let wanted = 0;
  stream.on("data", (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < wanted) return;
    let rest = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    for (;;) {
      const at = rest.indexOf(headerEnd);
      wanted = 0;
      if (at < 0) break;
      const length = Number(/content-length: *(\d+)/i.exec(rest.toString("latin1", 0, at))?.[1]);
      wanted = at + 4 + length;
      if (rest.length < wanted) break;
      take(JSON.parse(rest.toString("utf8", at + 4, wanted)));
      rest = rest.subarray(wanted);
    }
    chunks = [rest];
    size = rest.length;
  });
}
