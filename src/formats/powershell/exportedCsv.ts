import type { DelimitedTable } from "../delimited/delimitedTable.ts";

/** What `Export-Csv` of Windows PowerShell writes above the header. */
export const typeRemarks: readonly string[] = ["#TYPE "];

/** What `Export-Csv` and `ConvertTo-Csv` write: the delimiter is the culture's, if it was asked for. */
export const exportedCsv = {
  delimiters: [",", ";", "\t"],
  remarks: typeRemarks,
} as const satisfies Partial<DelimitedTable>;
