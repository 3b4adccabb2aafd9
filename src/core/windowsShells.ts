/** A program with its arguments, and the file that its output goes to. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly into?: string;
}

export type WindowsShell = "cmd" | "powershell";

/** One line to type or paste. Within cmd's quotes only `%NAME%` still counts; paths with such names are rare. */
export function commandLine({ words, into }: ShellCommand, shell: WindowsShell): string {
  const quote = quotes[shell];
  const [program = "", ...rest] = words;
  const call = [...(shell === "powershell" && quote(program) !== program ? ["&"] : []), quote(program)];
  return [...call, ...rest.map(quote), ...(into === undefined ? [] : [">", quote(into)])].join(" ");
}

/** Letters that no shell of Windows reads as its own. */
const plain = /^[\p{L}\p{N}_\-./:\\]+$/u;

const quotes: { readonly [Shell in WindowsShell]: (word: string) => string } = {
  cmd: (word) => (plain.test(word) ? word : `"${word.replaceAll('"', "")}"`),
  powershell: (word) => (plain.test(word) ? word : `'${word.replace(/['‘’‚‛]/gu, "$&$&")}'`),
};

/** The words that start a program with the rights of an administrator, which Windows asks for, and wait for its end. */
export function elevatedWords([program = "", ...rest]: readonly string[]): readonly string[] {
  const list = rest.map((word) => quotes.cmd(word)).join(" ");
  const script = `$ended = Start-Process -FilePath ${literal(program)} -ArgumentList ${literal(list)} -Verb RunAs -Wait -PassThru; exit $ended.ExitCode`;
  return ["powershell.exe", "-NoProfile", "-Command", script];
}

/** PowerShell takes typographic quotes for its own. */
function literal(text: string): string {
  return `'${text.replace(/['‘’‚‛]/gu, "$&$&")}'`;
}
