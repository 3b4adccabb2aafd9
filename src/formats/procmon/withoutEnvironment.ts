const startOfProcess = "Parent PID: ";

/**
 * The detail of a `Process Start` without its block of environment, which may hold secrets; any other detail as it
 * is. Where a command line looks like such a block, nothing behind it is kept.
 *
 *     Parent PID: 700, Command line: a.exe, Current directory: C:\, Environment: ␍;→TOKEN=…
 *                                                                  └cut from here
 */
export function withoutEnvironment(detail: string): string {
  if (!detail.startsWith(startOfProcess)) return detail;
  const directory = detail.indexOf(", Current directory: ");
  const at = detail.indexOf(", Environment:", Math.max(0, directory));
  return at < 0 ? detail : detail.slice(0, at);
}
