// Rows by far end and port of a Windows Firewall log, by DuckDB's reader of delimited text.
// usage: node duckdb.mjs LIBRARY LOG; LIBRARY is the folder that has the package
import { createRequire } from "node:module";
import { join } from "node:path";

const [library, log] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(join(library, "package.json"))("@duckdb/node-api");
const names =
  "date time action protocol src dst src_port dst_port size flags syn ack win type code info path pid";
const columns = names.split(" ").map((name) => `'${name}': 'VARCHAR'`);
const read = `read_csv('${log.replaceAll("'", "''")}', delim = ' ', header = false, comment = '#', auto_detect = false, null_padding = true, ignore_errors = true, columns = {${columns}})`;
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
const result = await connection.runAndReadAll(
  `SELECT CASE path WHEN 'RECEIVE' THEN src ELSE dst END AS remote, dst_port, count(*) AS rows FROM ${read} GROUP BY ALL`,
);
console.log(result.currentRowCount);
