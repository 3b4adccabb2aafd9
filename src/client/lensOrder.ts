import type { CodeLens, ProviderResult } from "vscode";
import type { CodeLensMiddleware } from "vscode-languageclient";

/** So long newer lenses wait for the commands of older ones. */
const patienceMs = 2000;

/**
 * Keeps new lenses back while commands of older ones are being made. VS Code gives a command that comes too late to
 * the new lens on that line, and forgets what it was: pressing it would say "Actual command not found".
 */
export function lensOrder(): CodeLensMiddleware {
  const resolving = new Set<Promise<unknown>>();
  return {
    async provideCodeLenses(document, token, next) {
      const lenses = await next(document, token);
      if (resolving.size !== 0) await Promise.race([Promise.allSettled(resolving), after(patienceMs)]);
      // What was made is on its way before the new ones are.
      await after(0);
      return lenses;
    },
    resolveCodeLens(lens, token, next) {
      const resolved = settled(next(lens, token));
      resolving.add(resolved);
      const done = () => resolving.delete(resolved);
      resolved.then(done, done);
      return resolved;
    },
  };
}

async function settled(lens: ProviderResult<CodeLens>): Promise<CodeLens | undefined> {
  return (await lens) ?? undefined;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
