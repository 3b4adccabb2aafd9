// Loaded into the server by `--require`, in both of its threads: files go wrong by what their names say, and
// SIGUSR2 ends the case's thread as a lack of memory would.
const files = require("node:fs/promises");
const { rmSync, truncateSync } = require("node:fs");
const { dirname } = require("node:path");
const threads = require("node:worker_threads");

const opened = files.open;

/** What happens at a file once its first chunk has been read, by the first word of its name. */
const troubles = {
  broken: () => {
    throw Object.assign(new Error("i/o error"), { code: "EIO" });
  },
  shortened: (path) => truncateSync(path, 1000),
  deleted: (path) => {
    truncateSync(path, 0);
    rmSync(path);
  },
  vanished: (path) => {
    truncateSync(path, 0);
    rmSync(dirname(path), { recursive: true });
  },
  deadly: () => process.exit(1),
};

/** A position behind what is read to see what a file is. */
const behindHead = 1 << 16;

files.open = async (path, ...rest) => {
  const word = /([a-z]+)[^/\\]*$/.exec(String(path))?.[1] ?? "";
  if (word === "denied") throw Object.assign(new Error("permission denied"), { code: "EACCES" });
  const file = await opened(path, ...rest);
  const read = file.read.bind(file);
  let isTroubled = false;
  file.read = async (...args) => {
    const position = args[3] ?? 0;
    if (behindHead <= position && !isTroubled) {
      isTroubled = true;
      troubles[word]?.(path);
    }
    if (word === "slow") await new Promise((resolve) => setTimeout(resolve, 50));
    return read(...args);
  };
  return file;
};

const listed = files.readdir;
files.readdir = async (path, ...rest) => {
  if (/locked$/.test(String(path))) throw Object.assign(new Error("permission denied"), { code: "EACCES" });
  return listed(path, ...rest);
};

const workers = [];
threads.Worker = class extends threads.Worker {
  constructor(...args) {
    super(...args);
    workers.push(this);
  }
};
if (threads.isMainThread)
  process.on("SIGUSR2", () => Promise.all(workers.map((worker) => worker.terminate())));
