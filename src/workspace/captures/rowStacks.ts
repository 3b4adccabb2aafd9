import type { ModuleFacts, SeenFrame } from "../../core/deed.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { type SendingModule, sendingModule } from "../../formats/procmon/sendingModule.ts";
import type { CapturedSender } from "./activity.ts";

/** Senders that are told apart in one capture. */
const mostSenders = 100_000;

type GrowingSends = { -readonly [Key in keyof CapturedSender]: CapturedSender[Key] } & SendingModule;

/** What the stacks of a capture's rows say, where they are told with its events: of XML that was saved with stacks. */
export class RowStacks {
  readonly #sends = new Map<string, GrowingSends>();
  /** Of each actor: events with a frame of the process itself, and those of them with one in no known module. */
  readonly #seen: number[] = [];
  readonly #unknown: number[] = [];

  add(row: Row, frames: readonly SeenFrame[], actor: number, line: number): void {
    const own = frames.filter(({ mode }) => mode === "user");
    if (own.length !== 0) {
      this.#seen[actor] = (this.#seen[actor] ?? 0) + 1;
      if (own.some(({ module }) => module === undefined))
        this.#unknown[actor] = (this.#unknown[actor] ?? 0) + 1;
    }
    const transport = sends[row.text(field.action)?.toLowerCase() ?? ""];
    // Nearly all sends by TCP are the kernel's: only those with a frame of the process tell something.
    if (transport && (transport === "udp" || own.length !== 0))
      this.#addSend(row, transport, frames, actor, line);
  }

  /** Who sent, with what the capture's table says of the modules. */
  senders(modules: ReadonlyMap<string, ModuleFacts>): readonly CapturedSender[] {
    return [...this.#sends.values()].map(({ path, ...sends }) =>
      path === undefined ? sends : { ...sends, module: modules.get(path.toLowerCase()) ?? { path } },
    );
  }

  /** See `Activity.baseRates`; undefined where no row has a stack. */
  baseRates(actors: number): Float64Array | undefined {
    if (this.#seen.length === 0) return undefined;
    return Float64Array.from({ length: actors }, (_, actor) => {
      const seen = this.#seen[actor] ?? 0;
      return seen === 0 ? Number.NaN : (this.#unknown[actor] ?? 0) / seen;
    });
  }

  #addSend(
    row: Row,
    transport: "tcp" | "udp",
    frames: readonly SeenFrame[],
    actor: number,
    line: number,
  ): void {
    const answer = sendingModule(frames);
    const address = row.text(field.destinationAddress) ?? row.text(field.destinationName) ?? "";
    const number = row.number(field.destinationPort);
    const port = Number.isNaN(number) ? undefined : number;
    const key = JSON.stringify([actor, address, port, transport, answer.how, answer.path]);
    const known = this.#sends.get(key);
    if (known) {
      known.count++;
      known.lastLine = line;
    } else if (this.#sends.size < mostSenders)
      this.#sends.set(key, { ...answer, actor, address, port, transport, count: 1, line, lastLine: line });
  }
}

const sends: Readonly<Record<string, "tcp" | "udp">> = { "udp send": "udp", "tcp send": "tcp" };
