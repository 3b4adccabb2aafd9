/** What a key does to the lanes. */
export type LaneDeed =
  | { readonly kind: "lane"; readonly by: number }
  | { readonly kind: "edge"; readonly to: "first" | "last" }
  | { readonly kind: "beat"; readonly by: -1 | 1 }
  | { readonly kind: "beatEdge"; readonly to: "first" | "last" }
  | { readonly kind: "pan"; readonly by: number }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "fit" | "open" | "filter" | "leave" };

const page = 10;
const panStep = 0.2;

const plain: Readonly<Record<string, LaneDeed>> = {
  ArrowUp: { kind: "lane", by: -1 },
  ArrowDown: { kind: "lane", by: 1 },
  PageUp: { kind: "lane", by: -page },
  PageDown: { kind: "lane", by: page },
  ArrowLeft: { kind: "beat", by: -1 },
  ArrowRight: { kind: "beat", by: 1 },
  Home: { kind: "beatEdge", to: "first" },
  End: { kind: "beatEdge", to: "last" },
  "+": { kind: "zoom", factor: 0.5 },
  "=": { kind: "zoom", factor: 0.5 },
  "-": { kind: "zoom", factor: 2 },
  "0": { kind: "fit" },
  f: { kind: "filter" },
  Enter: { kind: "open" },
  " ": { kind: "open" },
  Escape: { kind: "leave" },
};

const shifted: Readonly<Record<string, LaneDeed>> = {
  ArrowLeft: { kind: "pan", by: -panStep },
  ArrowRight: { kind: "pan", by: panStep },
  "+": { kind: "zoom", factor: 0.5 },
};

const controlled: Readonly<Record<string, LaneDeed>> = {
  Home: { kind: "edge", to: "first" },
  End: { kind: "edge", to: "last" },
};

/** Undefined for keys that are the editor's. */
export function laneDeed({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): LaneDeed | undefined {
  if (altKey) return undefined;
  const table = ctrlKey || metaKey ? controlled : shiftKey ? shifted : plain;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
