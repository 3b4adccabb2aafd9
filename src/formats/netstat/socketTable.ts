import type { Row } from "../../core/row.ts";

/** "cut": it was a row, and its text ends within it. */
export type SocketReading = "none" | "row" | "cut";

/** The table of sockets as one family of systems prints it. */
export interface SocketTable {
  /** Fills the row with the line, if it is one of this table. */
  read(row: Row, start: number, end: number): SocketReading;
  /** Reads what a mail program put onto the line below a row; false where the line is not that. */
  readRest(row: Row, at: number, end: number): boolean;
  /** Whether this is a title or column heading of the table, which it then goes by. */
  readHeading(bytes: Uint8Array, at: number, end: number): boolean;
  /** All that it remembers of the lines above. */
  state: string;
}
