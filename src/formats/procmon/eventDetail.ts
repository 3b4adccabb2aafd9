/**
 * Names of the values of an operation's detail, in the order in which Process Monitor prints them; not every event has
 * them all. Any other operation's detail is taken apart by what its names look like.
 */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  "process create": ["PID", "Command line"],
  "process start": ["Parent PID", "Command line", "Current directory", "Environment"],
  "process exit": [
    ...["Exit Status", "User Time", "Kernel Time", "Private Bytes", "Peak Private Bytes", "Working Set"],
    "Peak Working Set",
  ],
  "thread create": ["Thread ID"],
  "thread exit": ["Thread ID", "User Time", "Kernel Time"],
  "load image": ["Image Base", "Image Size"],
  createfile: [
    ...[
      "Desired Access",
      "Disposition",
      "Options",
      "Attributes",
      "ShareMode",
      "AllocationSize",
      "Impersonating",
    ],
    "OpenResult",
  ],
  readfile: ["Offset", "Length", "I/O Flags", "Priority"],
  writefile: ["Offset", "Length", "I/O Flags", "Priority"],
  createfilemapping: ["SyncType", "PageProtection"],
  setrenameinformationfile: ["ReplaceIfExists", "FileName"],
  setrenameinformationex: ["Flags", "FileName"],
  setrenameinformationexbypassaccesscheck: ["Flags", "FileName"],
  setlinkinformationfile: ["ReplaceIfExists", "FileName"],
  setdispositioninformationfile: ["Delete"],
  setdispositioninformationex: ["Flags"],
  regopenkey: ["Desired Access", "Granted Access"],
  regcreatekey: ["Desired Access", "Granted Access", "Disposition"],
  regsetvalue: ["Type", "Length", "Data"],
  regqueryvalue: ["Type", "Length", "Data"],
  regenumvalue: ["Index", "Name", "Type", "Length", "Data"],
  regenumkey: ["Index", "Name"],
  regrenamekey: ["New Name"],
};

/**
 * The values that an event's detail names. What stands between two known names is a value, whatever commas and colons
 * it holds: command lines and data are anybody's text.
 *
 *     PID: 4711, Command line: "C:\a.exe" -x, Current directory: C:\
 *     └name      └name                        └name
 */
export function detailValues(operation: string, detail: string): ReadonlyMap<string, string> {
  const names = valuesOf[operation.toLowerCase()];
  return names ? namedValues(detail, names) : shapedValues(detail);
}

/** One of them. */
export function detailValue(operation: string, detail: string, name: string): string | undefined {
  return detailValues(operation, detail).get(name);
}

/** `0x7ff6bc7c0000`, `2,524`, `4711`: a number as details print it, however its thousands are marked; else NaN. */
export function detailNumber(value: string | undefined): number {
  if (value === undefined || value.length === 0 || 32 < value.length) return Number.NaN;
  return Number(value.startsWith("0x") ? value : value.replace(/[,.'\s\u00a0\u202f]/g, ""));
}

function namedValues(detail: string, names: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let open: string | undefined;
  let from = 0;
  for (const name of names) {
    const [start, behind] = placeOf(detail, name, from);
    if (start < 0) continue;
    if (open !== undefined) values.set(open, detail.slice(from, start));
    open = name;
    from = behind;
  }
  if (open !== undefined) values.set(open, detail.slice(from));
  return values;
}

/** Where the value before a name ends, and where its own begins; the first name stands at the very start. */
function placeOf(detail: string, name: string, from: number): readonly [start: number, behind: number] {
  const mark = `${name}:`;
  if (from === 0 && detail.startsWith(mark)) return [0, afterBlank(detail, mark.length)];
  const at = detail.indexOf(`, ${mark}`, from);
  return at < 0 ? [-1, -1] : [at, afterBlank(detail, at + 2 + mark.length)];
}

function afterBlank(detail: string, at: number): number {
  return detail[at] === " " ? at + 1 : at;
}

/** A name has no comma, and is not longer. */
const longestName = 40;
const mostValues = 64;

/** `Filter: *.txt, 1: a.txt`: a name is what stands between a comma, or the start, and a colon with a blank. */
function shapedValues(detail: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let open: string | undefined;
  let from = 0;
  for (let part = 0; part < detail.length && values.size < mostValues; ) {
    const comma = detail.indexOf(", ", part);
    const end = comma < 0 ? detail.length : comma;
    const colon = detail.slice(part, Math.min(end, part + longestName)).indexOf(": ");
    if (0 < colon) {
      if (open !== undefined) values.set(open, detail.slice(from, Math.max(from, part - 2)));
      open = detail.slice(part, part + colon);
      from = part + colon + 2;
    }
    part = end + 2;
  }
  if (open !== undefined) values.set(open, detail.slice(from));
  return values;
}
