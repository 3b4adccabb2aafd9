const row = "  TCP    192.168.10.42:49731    203.0.113.7:443        ESTABLISHED     1432";

/** Texts that nobody writes and somebody sends. */
export const hostileTexts: Readonly<Record<string, string>> = {
  "100 kB of blanks on a line": `${row}\n${" ".repeat(100_000)}\n${row}`,
  "100 kB of blanks behind a row": `  TCP${" ".repeat(100_000)}x`,
  NULs: `${row}\n${"\0".repeat(20_000)}\n${row.replaceAll(" ", "\0")}`,
  "random bytes": randomText(200_000),
  "names of an object's own": ["__proto__", "constructor", "toString", "hasOwnProperty"]
    .map((name) => `${row}\n [${name}]\n\`\`\`${name} ${name}=1`)
    .join("\n"),
  "one line of 8 MB": `  TCP    ${"1".repeat(8 << 20)}`,
  "100,000 fences": "```netstat host=x\n".repeat(100_000),
  "100,000 quote marks": `${">".repeat(100_000)} ${row}`,
  "100,000 owners of one row": `${row}\n${"  RpcSs\n".repeat(100_000)}`,
  "100,000 headings": "  Proto  Local Address          Foreign Address        State           PID\n".repeat(
    100_000,
  ),
  "lone surrogates and text from right to left": `${row}\ud800 \udfff\n [\u202eexe.tod\ufeff]\n`,
  "escape sequences": `\u001b[31m${row}\u001b[0m\n\u0007\u0008${row}`,
};

/** The same text every time (a linear congruential generator), of any characters. */
function randomText(length: number): string {
  let seed = 1;
  const units = Array.from({ length }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 16) % 400;
  });
  return String.fromCharCode(...units.slice(0, 100_000)) + String.fromCharCode(...units.slice(100_000));
}
