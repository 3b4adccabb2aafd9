import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Question } from "../../src/client/lookUp/question.ts";
import { type Answer, askVirusTotal } from "../../src/client/lookUp/virusTotal.ts";
import { texts } from "./pages.ts";
import { type Response, type VirusTotalServer, virusTotalServer } from "./virusTotalServer.ts";

interface Page {
  readonly question: Question;
  readonly response: Response;
  /** Path of the request, below the base. */
  readonly path?: string;
  readonly answer: Answer;
  /** Words of its sentence. */
  readonly says?: string;
}

const key = "0123456789abcdef".repeat(4);
const timeoutMs = 1000;
let server: VirusTotalServer;

beforeAll(async () => {
  server = await virusTotalServer();
});
afterAll(() => server.close());

function ask(question: Question, signal = new AbortController().signal, base = server.base): Promise<Answer> {
  return askVirusTotal(question, { base, key, timeoutMs, signal });
}

describe("VirusTotal", () => {
  for (const { claim, text } of texts("virusTotal"))
    test(claim, async () => {
      const page: Page = JSON.parse(text.replaceAll("KEY", key));
      server.answerWith(page.response);
      const answer = await ask(page.question);
      expect(answer).toMatchObject(page.answer);
      if (answer.kind === "verdict") expect(answer).toEqual(page.answer);
      if (page.says !== undefined)
        expect(answer).toHaveProperty("sentence", expect.stringContaining(page.says));
      expect(JSON.stringify(answer)).not.toContain(key);

      expect(server.requests).toHaveLength(1);
      const [request] = server.requests;
      expect(request?.headers["x-apikey"]).toBe(key);
      expect(request?.url).not.toContain(key);
      if (page.path !== undefined) expect(request?.url).toBe(`/api/v3${page.path}`);
    });

  const question: Question = { kind: "file", value: "44d88612fea8a8f36de82e1278abb02f" };

  test("a question can be cancelled", async () => {
    server.answerWith({ delayMs: 5000, json: {} });
    const controller = new AbortController();
    const asked = ask(question, controller.signal);
    controller.abort();
    expect(await asked).toEqual({ kind: "cancelled" });
  });

  test("where nothing listens, the sentence says so", async () => {
    const answer = await ask(question, undefined, "http://127.0.0.1:1/api/v3");
    expect(answer).toMatchObject({ kind: "failed", sentence: expect.stringContaining("cannot be reached") });
    expect(JSON.stringify(answer)).not.toContain(key);
  });
});
