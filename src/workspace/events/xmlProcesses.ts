import type { LoadedModule, NamedValue, StackFrame } from "../../core/eventDetail.ts";
import { textOf } from "../../core/lineBytes.ts";
import { fileNameOf } from "./pathNames.ts";
import type { DetailOf } from "./textEvents.ts";
import { elementsOf, elementText } from "./xmlText.ts";

interface XmlProcess {
  readonly values: readonly NamedValue[];
  readonly modules: readonly LoadedModule[];
}

/** What a process's element says, and how it is called here. */
const processValues: readonly (readonly [element: string, name: string])[] = [
  ["ProcessName", "Process Name"],
  ["ProcessId", "PID"],
  ["ParentProcessId", "Parent PID"],
  ["ImagePath", "Image Path"],
  ["CommandLine", "Command Line"],
  ["Owner", "User"],
  ["Integrity", "Integrity"],
  ["CompanyName", "Company"],
  ["Description", "Description"],
  ["Version", "Version"],
];

/** Processes, modules and stacks of an XML capture. The list of processes is parsed when somebody first asks. */
export function xmlDetails(listOfProcesses: string): DetailOf {
  let processes: ReadonlyMap<string, XmlProcess> | undefined;
  return async ({ bytes, from, to }, own) => {
    processes ??= processesOf(listOfProcesses);
    const text = textOf(bytes, from, to);
    const process = processes.get(elementText(text, "ProcessIndex") ?? "");
    const stack = stackOf(text, process?.modules ?? []);
    return {
      ...own,
      process: process?.values ?? [],
      modules: process?.modules ?? [],
      ...(stack ? { stack } : {}),
    };
  };
}

function processesOf(list: string): ReadonlyMap<string, XmlProcess> {
  const processes = new Map<string, XmlProcess>();
  for (const one of elementsOf(list, "process")) {
    const modules = [...elementsOf(one, "module")].map(moduleOf);
    const facts = one.slice(0, one.indexOf("<modulelist>") < 0 ? undefined : one.indexOf("<modulelist>"));
    const values = processValues.flatMap(([element, name]): NamedValue[] => {
      const text = elementText(facts, element) ?? "";
      return text === "" ? [] : [[name, text]];
    });
    processes.set(elementText(facts, "ProcessIndex") ?? "", { values, modules });
  }
  return processes;
}

function moduleOf(text: string): LoadedModule {
  return {
    path: elementText(text, "Path") ?? "",
    base: elementText(text, "BaseAddress") ?? "",
    size: Number(elementText(text, "Size") ?? 0),
    ...optional("company", elementText(text, "Company")),
    ...optional("version", elementText(text, "Version")),
    ...optional("description", elementText(text, "Description")),
  };
}

function stackOf(text: string, modules: readonly LoadedModule[]): readonly StackFrame[] | undefined {
  const stack = elementsOf(text, "stack").next();
  return stack.done
    ? undefined
    : [...elementsOf(stack.value, "frame", 1000)].map((frame) => frameOf(frame, modules));
}

function frameOf(text: string, modules: readonly LoadedModule[]): StackFrame {
  const address = elementText(text, "address") ?? "";
  const path = elementText(text, "path") ?? "";
  const module = modules.find((one) => one.path.toLowerCase() === path.toLowerCase());
  return {
    depth: Number(elementText(text, "depth") ?? 0),
    mode: isKernel(address) ? "kernel" : "user",
    address,
    ...optional("module", fileNameOf(path)),
    ...optional("path", path),
    ...optional("location", elementText(text, "location")),
    ...optional("company", module?.company),
    ...optional("version", module?.version),
  };
}

/** The upper half of the addresses is the kernel's. */
function isKernel(address: string): boolean {
  const digits = address.replace(/^0x0*/i, "");
  return digits.length === 16 ? /^[8-9a-f]/i.test(digits) : digits.length === 8 && /^[8-9a-f]/i.test(digits);
}

function optional<Name extends string>(
  name: Name,
  text: string | undefined,
): { readonly [K in Name]?: string } {
  return (text ? { [name]: text } : {}) as { readonly [K in Name]?: string };
}
