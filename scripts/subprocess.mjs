// Programs we start: each leads a process group of its own, so that a time-out or Ctrl+C ends its children too.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { inRoot, root } from "./repository.mjs";

const windows = process.platform === "win32";
const graceMs = 5000;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

process.once("exit", () => {
  for (const child of running) signal(child, "SIGKILL");
});
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(name, async () => {
    await Promise.all([...running].map(end));
    process.exit(128 + constants.signals[name]);
  });
}

/**
 * @typedef {object} StartOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {"shown" | "kept"} [output] `kept` output is not printed, only returned.
 */

/**
 * @typedef {object} Running
 * @property {() => string} output All that was kept so far.
 * @property {() => boolean} ended
 * @property {Promise<number>} exited The exit code; 1 if a signal ended it.
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 * @returns {Running}
 */
export function start(command, args, { cwd, env = process.env, output = "shown" } = {}) {
  const out = output === "shown" ? "inherit" : "pipe";
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env,
    stdio: ["ignore", out, out],
    detached: !windows,
  });
  running.add(child);

  let kept = "";
  child.stdout?.on("data", (chunk) => (kept += chunk));
  child.stderr?.on("data", (chunk) => (kept += chunk));
  const exited = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  }).finally(() => running.delete(child));
  exited.catch(() => undefined);

  return { output: () => kept, ended: () => !running.has(child), exited, stop: () => end(child) };
}

/**
 * Runs a program to its end, or ends it when its time is over.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions & { minutes?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args, { minutes = 10, ...options } = {}) {
  const program = start(command, args, options);
  const timer = setTimeout(() => {
    console.error(`${command} was ended after ${minutes} minutes.`);
    void program.stop();
  }, minutes * 60_000);
  try {
    return { code: await program.exited, output: program.output() };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs one of our own scripts, and gives its exit code.
 *
 * @param {string} name
 * @param {string[]} args
 */
export async function runScript(name, ...args) {
  return (await run(process.execPath, [inRoot("scripts", name), ...args], { cwd: root })).code;
}

/** Asks a process group to end, and makes it after some seconds. */
async function end(/** @type {import("node:child_process").ChildProcess} */ child) {
  if (!running.has(child)) return;
  const gone = new Promise((resolve) => child.once("close", resolve));
  signal(child, "SIGTERM");
  const timer = setTimeout(() => signal(child, "SIGKILL"), graceMs);
  await gone;
  clearTimeout(timer);
}

function signal(
  /** @type {import("node:child_process").ChildProcess} */ child,
  /** @type {NodeJS.Signals} */ name,
) {
  if (child.pid === undefined) return;
  try {
    if (windows) child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It ended by itself in between.
  }
}
