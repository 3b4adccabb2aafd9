import type { ModuleFacts } from "../../core/deed.ts";

/** `C:\…\x.dll (Acme Ltd, 1.2.3)` */
export function moduleText({ path, company, version }: ModuleFacts): string {
  const said = [company ?? "no company named", version].filter((word) => word !== undefined);
  return `${path} (${said.join(", ")})`;
}
