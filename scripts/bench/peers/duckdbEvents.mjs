// Events by process and operation of Process Monitor's CSV, by DuckDB's reader of delimited text.
// usage: node duckdbEvents.mjs LIBRARY CSV; LIBRARY is the folder that has the package
import { createRequire } from "node:module";
import { join } from "node:path";

const [library, csv] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(join(library, "package.json"))("@duckdb/node-api");
const names = ["time", "process", "pid", "operation", "path", "result", "detail"];
const columns = names.map((name) => `'${name}': 'VARCHAR'`);
const read = `read_csv('${csv.replaceAll("'", "''")}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {${columns}})`;
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
const result = await connection.runAndReadAll(
  `SELECT process, pid, operation, count(*) AS events FROM ${read} GROUP BY ALL`,
);
console.log(result.currentRowCount);
