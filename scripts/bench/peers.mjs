// What others make of the same logs: adding a peer is adding a row.
import { spawnSync } from "node:child_process";
import { inRoot } from "../repository.mjs";
import { npmPeersFolder } from "../setup/benchPeers.mjs";

/** @typedef {import("./measure.mjs").Call} Call */

const node = process.execPath;
const script = (/** @type {string} */ name) => inRoot("scripts", "bench", "peers", name);

// What an analyst would type: rows by far end and port, and the busiest of them.
const busiest = "END { for (k in c) { n++; if (m < c[k]) { m = c[k]; t = k } } print n, t, m }";
const byRemote = {
  pfirewall: `/^#/ || NF < 8 { next } { c[($17 == "RECEIVE" ? $5 : $6) ":" $8]++ } ${busiest}`,
  ufw: `{ s = d = p = ""; for (i = 8; i <= NF; i++) { k = substr($i, 1, 4); if (k == "SRC=") s = substr($i, 5); else if (k == "DST=") d = substr($i, 5); else if (k == "DPT=") p = substr($i, 5) } c[($8 == "BLOCK]" ? s : d) ":" p]++ } ${busiest}`,
  asa: `/%ASA-.-30201[3-6]:/ { if (match($0, /outside:[0-9.]+\\/[0-9]+/)) c[substr($0, RSTART + 8, RLENGTH - 8)]++; next } /%ASA-.-106023:/ { if (match($0, /src outside:[0-9.]+/)) c[substr($0, RSTART + 12, RLENGTH - 12)]++; next } /%ASA-.-106001:/ { if (match($0, /from [0-9.]+/)) c[substr($0, RSTART + 5, RLENGTH - 5)]++ } ${busiest}`,
  zeek: `/^#/ { next } { c[($13 == "F" ? $3 : $5) ":" $6]++ } ${busiest}`,
};

/**
 * `does` says what the call makes of the log. A peer that takes minutes is asked for fewer pairs.
 *
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} does
 * @property {(log: string) => Call} call
 * @property {number} [mostPairs]
 */

export const peers = /** @satisfies {Readonly<Record<string, Peer>>} */ ({
  wc: { name: "wc -l", does: "counts lines", call: (log) => ["wc", "-l", log] },
  rg: {
    name: "rg -c",
    does: "counts lines with a destination and port 53",
    call: (log) => ["rg", "-c", "DST=(\\d+\\.){3}\\d+ .*DPT=53 ", log],
  },
  rgDrop: { name: "rg -c", does: "counts dropped TCP", call: (log) => ["rg", "-c", " DROP TCP ", log] },
  mawk: {
    name: "mawk",
    does: "counts rows by far end and port",
    call: (log) => ["mawk", byRemote.pfirewall, log],
  },
  mawkUfw: {
    name: "mawk",
    does: "counts rows by far end and port",
    call: (log) => ["mawk", byRemote.ufw, log],
  },
  mawkAsa: {
    name: "mawk",
    does: "counts rows by outside end, connections twice",
    call: (log) => ["mawk", byRemote.asa, log],
  },
  mawkZeek: {
    name: "mawk",
    does: "counts rows by far end and port",
    call: (log) => ["mawk", "-F\\t", byRemote.zeek, log],
  },
  script: {
    name: "a script with readline",
    does: "counts rows by far end and port",
    call: (log) => [node, script("ordinaryScript.mjs"), "pfirewall", log],
  },
  scriptUfw: {
    name: "a script with readline",
    does: "counts rows by far end and port",
    call: (log) => [node, script("ordinaryScript.mjs"), "ufw", log],
  },
  csvParse: {
    name: "csv-parse",
    does: "counts rows by far end and port",
    call: (log) => [node, script("csvParse.mjs"), log],
    mostPairs: 3,
  },
  csvParseColumns: {
    name: "csv-parse, `columns: true`",
    does: "counts events by process and operation",
    call: (log) => [node, script("csvParseColumns.mjs"), log],
    mostPairs: 3,
  },
  duckdbEvents: {
    name: "DuckDB, 2 threads",
    does: "counts events by process and operation",
    call: (log) => [node, script("duckdbEvents.mjs"), npmPeersFolder, log],
  },
  duckdb: {
    name: "DuckDB, 2 threads",
    does: "counts rows by far end and port",
    call: (log) => [node, script("duckdb.mjs"), npmPeersFolder, log],
  },
  lnav: {
    name: "lnav",
    does: "counts rows by destination",
    call: (log) => [
      "lnav",
      "-n",
      "-c",
      ";SELECT count(*) FROM (SELECT jget(x_fields, '/dst-ip') AS d, count(*) FROM w3c_log GROUP BY d)",
      log,
    ],
    mostPairs: 3,
  },
  lnavZeek: {
    name: "lnav",
    does: "counts rows by destination",
    call: (log) => [
      "lnav",
      "-n",
      "-c",
      ";SELECT count(*) FROM (SELECT bro_id_resp_h AS d, count(*) FROM bro_conn_log GROUP BY d)",
      log,
    ],
    mostPairs: 3,
  },
  fwlogwatch: {
    name: "fwlogwatch -d -p",
    does: "counts rows by destination and protocol",
    call: (log) => ["fwlogwatch", "-Pn", "-d", "-p", "-m", "50", log],
    mostPairs: 1,
  },
  bareNode: { name: "node -e 0", does: "nothing", call: () => [node, "-e", "0"] },
});

/** Whether the peer's program is on this machine. */
export function isHere(/** @type {Peer} */ { call }) {
  return !spawnSync(call("")[0], ["--version"], { stdio: "ignore" }).error;
}
