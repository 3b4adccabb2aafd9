// Events by process and operation of a CSV with a heading, by csv-parse as a stream of objects.
// usage: node csvParseColumns.mjs CSV
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

const counts = new Map();
for await (const event of createReadStream(process.argv[2]).pipe(parse({ columns: true, bom: true }))) {
  const key = `${event["Process Name"]} ${event.PID} ${event.Operation}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
console.log(counts.size);
