import type { AddressPlace } from "../core/addressPlace.ts";

type Says = Omit<AddressPlace, "database">;

/**
 * What a record of a database says, in the words of those that are in use. MaxMind's GeoLite and GeoIP, and DB-IP's:
 * `country.iso_code`, `autonomous_system_number`; IPinfo's: `country_code` or `country`, `asn` as `AS64500`.
 * https://dev.maxmind.com/geoip/docs/databases, https://ipinfo.io/developers/ipinfo-lite-database
 */
export function saysOf(record: unknown): Says | undefined {
  const country = [countryPaths, namedCountryPaths]
    .flat()
    .map((path) => codeOf(valueAt(record, path)))
    .find((code) => code !== undefined);
  const countryName = namePaths.map((path) => textOf(valueAt(record, path))).find((name) => isName(name));
  const asn = asnPaths.map((path) => asnOf(valueAt(record, path))).find((number) => number !== undefined);
  const organization = organizationPaths
    .map((path) => textOf(valueAt(record, path)))
    .find((name) => name !== undefined);
  const says: Says = {
    ...(country === undefined ? {} : { country }),
    ...(countryName === undefined ? {} : { countryName }),
    ...(asn === undefined ? {} : { asn }),
    ...(organization === undefined ? {} : { organization }),
  };
  return Object.keys(says).length === 0 ? undefined : says;
}

type Path = readonly string[];

const countryPaths: readonly Path[] = [["country", "iso_code"], ["country_code"], ["country"]];
const namedCountryPaths: readonly Path[] = [["registered_country", "iso_code"]];
const namePaths: readonly Path[] = [["country", "names", "en"], ["country_name"], ["country"]];
const asnPaths: readonly Path[] = [
  ["autonomous_system_number"],
  ["traits", "autonomous_system_number"],
  ["asn"],
  ["as_number"],
];
const organizationPaths: readonly Path[] = [
  ["autonomous_system_organization"],
  ["traits", "autonomous_system_organization"],
  ["as_name"],
  ["as_organization"],
  ["name"],
];

function valueAt(record: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    record,
  );
}

function codeOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z]{2}$/u.test(value) ? value.toUpperCase() : undefined;
}

/** `country` is a code in some databases and a name in others. */
function isName(text: string | undefined): boolean {
  return text !== undefined && 2 < text.length;
}

function asnOf(value: unknown): number | undefined {
  const digits = typeof value === "string" ? /^(?:AS)?(\d{1,10})$/iu.exec(value)?.[1] : undefined;
  const number = digits === undefined ? value : Number(digits);
  return typeof number === "number" && 0 < number && number < 2 ** 32 ? number : undefined;
}

/** No organization has a longer name; what is longer is cut. */
const longest = 200;

function textOf(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text.slice(0, longest);
}
