import { AddressNames } from "../../core/addressNames.ts";
import { Names } from "../../core/names.ts";
import { Manners } from "./manners.ts";

/** What the numbers in a capture's columns stand for. Rows that are added to it leave the numbers as they are. */
export class CaptureWords {
  /** Addresses, host names and process names by number. */
  readonly names: Names;
  readonly addresses: AddressNames;
  readonly manners: Manners;

  constructor(names = new Names(), manners = new Manners()) {
    this.names = names;
    this.addresses = new AddressNames(names);
    this.manners = manners;
  }
}
