import { isAddress } from "../../core/address.ts";
import type { ProcessInstance } from "../../core/caseView.ts";
import { absent } from "../captures/columns.ts";
import { FarEnd } from "../captures/farEnds.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaptureProcessNumbers } from "../joins/processNumbers.ts";
import type { Network } from "./network.ts";
import { type FactValue, processTexts } from "./rowFacts.ts";
import { surroundingsOf, type WhereContext } from "./rowSurroundings.ts";
import { type NameBits, type SearchedNames, searchedNamesOf } from "./searchedNames.ts";
import { asSearched, clockMeets, timeBounds, valueMeets } from "./valueMeets.ts";
import { type KeyColumns, whereKey } from "./whereKeys.ts";
import type { EndpointTerm, KeyTerm, TextTerm, ValueTest } from "./whereTerm.ts";

/** Asks one row of a capture by its number. */
export type RowTest = (row: number) => boolean;

/** Makes tests of the rows of one capture: names are looked through once, rows only compare numbers. */
export class RowTests {
  readonly #capture: ScannedCapture;
  readonly #context: WhereContext;
  readonly #names: SearchedNames;
  readonly #instances: readonly ProcessInstance[];
  readonly #numbers: CaptureProcessNumbers | undefined;

  constructor(capture: ScannedCapture, context: WhereContext) {
    this.#capture = capture;
    this.#context = context;
    this.#names = searchedNamesOf(capture.columns.names);
    this.#instances = context.reading?.processes.instances ?? [];
    this.#numbers = context.reading?.processes.of(capture);
  }

  key({ key, tests }: KeyTerm): RowTest {
    const known = whereKey(key);
    if (!known) return never;
    const { columns } = known;
    switch (columns.kind) {
      case "ends":
        return this.#ends(columns.ends, known.kind === "address" ? 1 : 0, tests);
      case "ports":
        return this.#ports(columns.ends, tests);
      case "manner":
        return this.#manner(columns.of, (value) => this.#meets(value, tests));
      case "direction":
        return this.#direction(tests);
      case "time":
        return this.#time(tests);
      case "process":
        return this.#process(columns, tests);
      case "capture":
        return this.#ofCapture(columns.of, tests);
      case "line":
        return always;
      default:
        return columns satisfies never;
    }
  }

  endpoint({ network, port }: EndpointTerm): RowTest {
    const { source, destination, sourcePort, destinationPort } = this.#capture.columns;
    const bits = this.#names.inNetworks([network]);
    return (row) =>
      (sourcePort[row] === port && bits[source[row]! + 1] === 1) ||
      (destinationPort[row] === port && bits[destination[row]! + 1] === 1);
  }

  text({ text }: TextTerm): RowTest {
    const has = (value: string | undefined) => value !== undefined && asSearched(value).includes(text);
    const { hosts = [], path } = surroundingsOf(this.#capture, this.#context);
    if ([...hosts.filter((host) => !isAddress(host)), path].some(has)) return always;
    const { source, destination, process, manner, manners } = this.#capture.columns;
    const names = this.#names.meeting((name) => name.includes(text));
    const words = Uint8Array.from(manners, ({ transport, action, state }) =>
      has(transport) || has(action) || has(state) ? 1 : 0,
    );
    const isOfProcess = this.#instanceTest((instance) => processTexts(instance).some(has));
    return (row) =>
      names[source[row]! + 1] === 1 ||
      names[destination[row]! + 1] === 1 ||
      names[process[row]! + 1] === 1 ||
      words[manner[row]!] === 1 ||
      isOfProcess(row);
  }

  #meets(value: FactValue, tests: readonly ValueTest[]): boolean {
    return tests.some((test) => valueMeets(value, test, this.#context.zone));
  }

  #ends(ends: readonly ("source" | "destination")[], isAddress: 0 | 1, tests: readonly ValueTest[]): RowTest {
    const bits = this.#namesMeeting(tests);
    for (let i = 1; i < bits.length; i++) if (this.#names.isAddress[i] !== isAddress) bits[i] = 0;
    const { columns } = this.#capture;
    const [first, second] = ends.map((end) => columns[end]);
    if (!second) return (row) => bits[first![row]! + 1] === 1;
    return (row) => bits[first![row]! + 1] === 1 || bits[second[row]! + 1] === 1;
  }

  #namesMeeting(tests: readonly ValueTest[]): NameBits {
    const networks: Network[] = [];
    for (const test of tests) if (test.kind === "network") networks.push(test.network);
    const bits = this.#names.inNetworks(networks);
    const texts = tests.filter(({ kind }) => kind === "equal" || kind === "contains");
    if (texts.length === 0) return bits;
    const found = this.#names.meeting((text) => texts.some((test) => textMeets(text, test)));
    for (let i = 0; i < bits.length; i++) if (found[i] === 1) bits[i] = 1;
    return bits;
  }

  #ports(ends: readonly ("source" | "destination")[], tests: readonly ValueTest[]): RowTest {
    const bits = new Uint8Array(65_537);
    for (let port = 0; port <= 65_535; port++) if (this.#meets(port, tests)) bits[port + 1] = 1;
    const { sourcePort, destinationPort } = this.#capture.columns;
    const [first, second] = ends.map((end) => (end === "source" ? sourcePort : destinationPort));
    if (!second) return (row) => bits[first![row]! + 1] === 1;
    return (row) => bits[first![row]! + 1] === 1 || bits[second[row]! + 1] === 1;
  }

  #manner(
    of: Extract<KeyColumns, { readonly kind: "manner" }>["of"],
    meets: (value: string | undefined) => boolean,
  ): RowTest {
    const { manner, manners } = this.#capture.columns;
    const bits = Uint8Array.from(manners, (one) => (meets(of(one)) ? 1 : 0));
    return (row) => bits[manner[row]!] === 1;
  }

  #direction(tests: readonly ValueTest[]): RowTest {
    const { manner, manners } = this.#capture.columns;
    const said = Uint8Array.from(manners, ({ direction }) =>
      direction === "unknown" ? notSaid : this.#meets(direction, tests) ? 1 : 0,
    );
    const end = new FarEnd(this.#capture);
    const [outbound, inbound] = [this.#meets("outbound", tests), this.#meets("inbound", tests)];
    return (row) => {
      const known = said[manner[row]!]!;
      if (known !== notSaid) return known === 1;
      return end.look(row) && (end.inbound === 1 ? inbound : outbound);
    };
  }

  #time(tests: readonly ValueTest[]): RowTest {
    const { time } = this.#capture.columns;
    const { zone } = this.#context;
    const all = tests.map((test): RowTest => {
      if (test.kind === "clock") return (row) => clockMeets(time[row]!, test, zone);
      if (test.kind !== "time") return never;
      const { from, to } = timeBounds(test, zone);
      return (row) => from <= time[row]! && time[row]! < to;
    });
    return all.length === 1 ? all[0]! : (row) => all.some((test) => test(row));
  }

  #process(
    { own, of }: Extract<KeyColumns, { readonly kind: "process" }>,
    tests: readonly ValueTest[],
  ): RowTest {
    const isOfProcess = this.#instanceTest((instance) =>
      of(instance).some((value) => this.#meets(value, tests)),
    );
    const { pid, process } = this.#capture.columns;
    if (own === "pid")
      return (row) => (pid[row] === absent ? isOfProcess(row) : this.#meets(pid[row], tests));
    if (own === undefined) return isOfProcess;
    const names = this.#names.meeting((text) => tests.some((test) => textMeets(text, test)));
    return (row) => names[process[row]! + 1] === 1 || isOfProcess(row);
  }

  #ofCapture(of: "hosts" | "path" | "format", tests: readonly ValueTest[]): RowTest {
    if (of === "format") return this.#meets(this.#capture.format, tests) ? always : never;
    const { hosts = [], path } = surroundingsOf(this.#capture, this.#context);
    const values = of === "path" ? [path] : hosts;
    if (values.some((value) => this.#meets(value, tests))) return always;
    return of === "path" ? never : this.#instanceTest(({ host }) => this.#meets(host.name, tests));
  }

  /** A test of the process that a row names or was joined to. */
  #instanceTest(test: (instance: ProcessInstance) => boolean): RowTest {
    const numbers = this.#numbers;
    const bits = Uint8Array.from(this.#instances, (instance) => (test(instance) ? 1 : 0));
    if (!numbers || !bits.includes(1)) return never;
    return (row) => {
      const number = numbers.ofRow(row);
      return 0 <= number && bits[number] === 1;
    };
  }
}

const notSaid = 2;
const always: RowTest = () => true;
const never: RowTest = () => false;

function textMeets(text: string, test: ValueTest): boolean {
  if (test.kind === "contains") return text.includes(test.text);
  if (test.kind !== "equal") return false;
  return text === test.text || (text.includes("\n") && text.startsWith(`${test.text}\n`));
}
