/** A database of addresses on this machine: GeoLite, DB-IP, IPinfo and others in MaxMind's format. */
export interface DatabaseFacts {
  /** As it calls itself: `GeoLite2-ASN`. */
  readonly title: string;
  /** The day it was built, `2031-06-30`: networks change hands, and it knows of nothing later. */
  readonly built?: string;
}

/** What one database says of an address. */
export interface AddressPlace {
  readonly database: DatabaseFacts;
  /** ISO 3166, two letters. */
  readonly country?: string;
  readonly countryName?: string;
  /** Number of the autonomous system that announces it. */
  readonly asn?: number;
  readonly organization?: string;
}

/** An address of the case, and what databases say of it. */
export interface PlacedAddress {
  readonly address: string;
  readonly places: readonly [AddressPlace, ...AddressPlace[]];
}

/** Databases that are asked by address. */
export interface AddressDatabases {
  readonly databases: readonly DatabaseFacts[];
  /** Of those that know it; never throws. */
  readonly placesOf: (address: string) => readonly AddressPlace[];
}

/** `US · AS64500 Example Carrier`; where databases disagree, `US or CA`. */
export function placeWords(places: readonly AddressPlace[]): string {
  const countries = different(places.map(({ country }) => country));
  const networks = different(places.map(networkWords));
  return [countries.join(" or "), networks.join(" or ")].filter((part) => part !== "").join(" · ");
}

/** `United States (US), AS64500 Example Carrier: GeoLite2-ASN, built 2031-06-30` */
export function placeSentence(place: AddressPlace): string {
  const { country, countryName, database } = place;
  const where =
    countryName === undefined || country === undefined
      ? (countryName ?? country)
      : `${countryName} (${country})`;
  const says = [where, networkWords(place)].filter((part) => part !== undefined).join(", ");
  return `${says}: ${database.title}${database.built === undefined ? "" : `, built ${database.built}`}`;
}

function networkWords({ asn, organization }: AddressPlace): string | undefined {
  const number = asn === undefined ? undefined : `AS${asn}`;
  return number === undefined || organization === undefined
    ? (number ?? organization)
    : `${number} ${organization}`;
}

function different(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
