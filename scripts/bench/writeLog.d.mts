export function writeLog(
  path: string,
  rows: number,
  write: (row: number) => string,
  header?: string,
): Promise<void>;
