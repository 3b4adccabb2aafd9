import type { ProcessInstance } from "../../core/caseView.ts";
import type { Direction } from "../../core/direction.ts";
import {
  type Connection,
  type Endpoint,
  type Observation,
  type ProcessFacts,
  processFactsOf,
} from "../../core/observation.ts";
import type { Zone } from "../../core/zone.ts";

/** One row as it is asked: what its line says, and what the case knows of it. */
export interface RowFacts {
  readonly observation: Observation;
  /** The line itself, where somebody has it. */
  readonly text?: string;
  readonly surroundings?: RowSurroundings;
}

/** What a row's line does not say of itself. */
export interface RowSurroundings {
  /** Path of the file in the case. */
  readonly path?: string;
  /** Name of the capture's host; its addresses where nothing names it. */
  readonly hosts?: readonly string[];
  /** The process that the row names or was joined to. */
  readonly process?: ProcessInstance;
  /** Where the row does not say one. */
  readonly direction?: Direction;
  /** Of clocks that a question names without a zone. */
  readonly zone?: Zone;
}

export type FactValue = string | number | undefined;

export function endValues(
  { observation }: RowFacts,
  ends: readonly ("source" | "destination")[],
  value: (end: Endpoint) => FactValue,
): readonly FactValue[] {
  return observation.kind === "connection" ? ends.map((end) => value(observation[end])) : [];
}

export function ofConnection(
  { observation }: RowFacts,
  value: (connection: Connection) => FactValue,
): readonly FactValue[] {
  return observation.kind === "connection" ? [value(observation)] : [];
}

/** What the row says of its process. */
export function ownProcess({ observation }: RowFacts): ProcessFacts {
  return processFactsOf(observation) ?? {};
}

/** What free text finds a process by. */
export function processTexts(process: ProcessInstance): readonly (string | undefined)[] {
  const { name, executable, commandLine, user, host, services } = process;
  return [name, executable, commandLine, user, host.name, ...services];
}
