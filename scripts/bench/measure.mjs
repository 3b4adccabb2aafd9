// Whole programs, start-up included, measured side by side: A B A B …
import { spawnSync } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../repository.mjs";

/** @typedef {readonly [string, ...string[]]} Call A program and its arguments. */

/** What is written once for all measurements lies here. */
export const benchFolder = inRoot(".cache", "bench");
mkdirSync(benchFolder, { recursive: true });

const nowhere = openSync(process.platform === "win32" ? "NUL" : "/dev/null", "w");

/**
 * Seconds of both calls in turn, after one round that does not count, and their ratios pair by pair.
 *
 * @param {Call} ours
 * @param {Call} other
 * @param {number} pairs
 */
export function compared(ours, other, pairs) {
  const rounds = Array.from({ length: pairs + 1 }, () => ({
    ours: secondsOf(ours),
    other: secondsOf(other),
  }));
  const counted = rounds.slice(1);
  const ratios = counted.map((pair) => pair.ours / pair.other);
  return {
    ours: median(counted.map((pair) => pair.ours)),
    other: median(counted.map((pair) => pair.other)),
    ratio: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
}

/** @param {Call} call */
export function secondsOf([command, ...args]) {
  const started = process.hrtime.bigint();
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", nowhere, "inherit"] });
  if (error || status === null || 1 < status) throw error ?? new Error(`${command} ended with ${status}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/**
 * MiB that a Node program held at most, by what the operating system tells it when it ends.
 *
 * @param {Call} call
 */
export function peakOf([command, ...args]) {
  const report = join(benchFolder, "peak");
  const hook = `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)))`;
  const preload = `data:text/javascript,${encodeURIComponent(`import { createRequire } from "node:module"; const require = createRequire("file:///"); ${hook}`)}`;
  spawnSync(command, ["--import", preload, ...args], { stdio: ["ignore", nowhere, "ignore"] });
  const kibibytes = Number(readFileSync(report, "utf8"));
  rmSync(report);
  return Math.round(kibibytes / 1024);
}

export function median(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below, above] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return (Number(below) + Number(above)) / 2;
}

/** The number of an option `--name=12` of this call. */
export function numberOption(/** @type {string} */ name, /** @type {number} */ otherwise) {
  const word = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return word === undefined ? otherwise : Number(word.slice(name.length + 3));
}
