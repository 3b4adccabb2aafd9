import type { Direction, EventType } from "../../core/direction.ts";
import type { FieldName } from "../../core/field.ts";
import type { Carried, Family } from "../../core/format.ts";
import type { FieldUse, Writing } from "../words/fieldUse.ts";

/**
 * A format whose lines are pairs of a key and a value, as plain data: what it is called, how its pairs are written,
 * how a line is told to be of it, and what its keys mean. `keyValueFormat` makes a `Format` of it.
 *
 *     date=2031-07-02 time=09:01:07 srcip=10.20.0.42 dstip=203.0.113.77 action="accept"
 */
export interface KeyValueTable {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  /** The vendor's page. */
  readonly reference: string;
  readonly vendor: string;
  readonly carries: readonly Carried[];
  readonly syntax: PairSyntax;
  /**
   * A line is of this format where all marks of one of these lists stand on it, the most telling one first. Such a
   * line that lacks what a row needs is ignorable.
   */
  readonly known: readonly Marks[];
  /** Words of which one is on every line, where that is more than the first marks of `known`. */
  readonly words?: readonly string[];
  /** What each key is, whatever its case. Of several keys for one field the first one here that has a value counts. */
  readonly keys: Readonly<Record<string, FieldUse>>;
  /** Where the time stands: the first of these that the line has. Without any, the time is that of syslog. */
  readonly times?: readonly TimeKeys[];
  /** The fields without which a line is no row: both addresses, unless it says otherwise. */
  readonly needs?: readonly FieldName[];
  /** Lines that are no connections although both ends stand on them: logins, tunnels. */
  readonly ignored?: readonly Marks[];
  /** Lines that are broken where they lack what a row needs. */
  readonly connections?: readonly Marks[];
  /** What actions mean, in lower case, where they have not the meaning that all logs share. */
  readonly actions?: Readonly<Record<string, EventType>>;
  /** What words for a direction mean, in lower case, beside those that all logs share. */
  readonly directions?: Readonly<Record<string, Direction>>;
  /** Of several pairs of zones the first counts that the line has. */
  readonly zones?: readonly ZoneKeys[];
  readonly writing?: Writing;
}

/** How pairs are written. */
export interface PairSyntax {
  /** Stands between a key and its value. */
  readonly assign: "=" | ":";
  /**
   * The characters that may stand between two pairs; a blank stands for a tab too. Without a blank among them, keys
   * and values may hold blanks. `next-key`: a value goes on to the next word with `assign` behind it.
   */
  readonly between: string | "next-key";
}

/** Keys that stand on a line, or pairs: `sn`, `id=firewall`. */
export type Marks = readonly string[];

/** Keys of a time: in one, or the date, the time of day and the zone apart. */
export interface TimeKeys {
  readonly time: string;
  readonly date?: string;
  /** `+0200`, `UTC` */
  readonly zone?: string;
}

/** Keys whose values say on which side of the firewall an end is, and their words in lower case. */
export interface ZoneKeys {
  readonly source: string;
  readonly destination: string;
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}
