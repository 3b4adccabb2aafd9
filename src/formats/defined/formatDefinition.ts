import type { EventType } from "../../core/direction.ts";
import type { Family } from "../../core/format.ts";
import type { DateOrder } from "../cells/writtenTime.ts";
import type { Delimiter } from "../delimited/delimitedCells.ts";
import type { DefinitionKind } from "./definitionSchema.ts";

/** A format as a user writes it, when `definitionSchema` found nothing wrong with it. */
export interface FormatDefinition {
  readonly id: string;
  readonly title: string;
  readonly family: Family;
  readonly kind: DefinitionKind;
  readonly reference?: string;
  readonly pattern?: string | readonly string[];
  readonly separator?: Delimiter;
  readonly columns?: readonly string[];
  readonly header?: string;
  readonly assign?: "=" | ":";
  readonly marks?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly actions?: Readonly<Record<string, EventType>>;
  readonly dates?: DateOrder;
  readonly zone?: string;
  readonly syslog?: boolean;
  readonly absent?: readonly string[];
  readonly ignorable?: readonly string[];
  readonly samples: readonly DefinitionSample[];
}

export interface DefinitionSample {
  readonly line: string;
  /** What its fields must be, or "nothing" for a line that is no evidence. */
  readonly means: string | Readonly<Record<string, string | number>>;
}
