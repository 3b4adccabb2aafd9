// Rows by far end and port of a Windows Firewall log, by csv-parse as a stream of arrays.
// usage: node csvParse.mjs LOG
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

const counts = new Map();
const rows = createReadStream(process.argv[2]).pipe(
  parse({
    delimiter: " ",
    comment: "#",
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }),
);
for await (const row of rows) {
  const remote = `${row[16] === "RECEIVE" ? row[4] : row[5]}:${row[7]}`;
  counts.set(remote, (counts.get(remote) ?? 0) + 1);
}
console.log(counts.size);
