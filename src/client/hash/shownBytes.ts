const units = [
  { name: "GB", bytes: 1e9 },
  { name: "MB", bytes: 1e6 },
  { name: "kB", bytes: 1e3 },
] as const;

/** `4.2 MB`. */
export function shownBytes(count: number): string {
  const unit = units.find(({ bytes }) => bytes <= count);
  return unit === undefined ? `${count} B` : `${(count / unit.bytes).toFixed(1)} ${unit.name}`;
}
