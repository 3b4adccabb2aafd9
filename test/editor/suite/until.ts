const pauseMs = 50;

/** Asks again until there is an answer: what VS Code and the server do, they do in their own time. */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  ms = 15_000,
): Promise<Answer> {
  const latest = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > latest) throw new Error(`Waited ${ms / 1000} s in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
