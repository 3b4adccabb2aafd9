import { delimiter, dirname } from "node:path";
import { run } from "../subprocess.mjs";

const minutes = 15;

/**
 * Where packages come from and how is the user's choice; the rest of what `npm run` exports (npm_package_*,
 * npm_config_local_prefix, npm_config_nodedir …) belongs to the outer command and would mislead this one.
 */
const inherited =
  /^npm_config_(registry|cache|userconfig|globalconfig|cafile|strict_ssl|proxy|https_proxy|noproxy)$/;

/** The environment without what an outer npm has put there. */
export function environmentWithoutNpm() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || inherited.test(name));
  return Object.fromEntries(kept);
}

/**
 * Runs npm, and fails with all it said.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, node?: string, env?: NodeJS.ProcessEnv }} options `node` runs npm and its install scripts.
 */
export async function npm(args, { cwd, node = process.execPath, env = {} }) {
  const cli = process.env["npm_execpath"];
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const [command, first] = cli === undefined ? ["npm", []] : [node, [cli]];
  const { code, output } = await run(command, [...first, ...args, ...quiet], {
    cwd,
    env: {
      ...environmentWithoutNpm(),
      PATH: `${dirname(node)}${delimiter}${process.env["PATH"] ?? ""}`,
      ...env,
    },
    output: "kept",
    minutes,
  });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${output.trim()}`);
}
