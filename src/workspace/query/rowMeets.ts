import { isAddress, parseAddress, refangedAddress } from "../../core/address.ts";
import { isInNetwork } from "./network.ts";
import {
  endValues,
  type FactValue,
  ofConnection,
  ownProcess,
  processTexts,
  type RowFacts,
} from "./rowFacts.ts";
import { asSearched, valueMeets } from "./valueMeets.ts";
import { whereKey } from "./whereKeys.ts";
import type { EndpointTerm, KeyTerm, Where } from "./whereTerm.ts";

/** Whether one row meets a question, as its line says it and the case knows it. */
export function rowMeets(where: Where, facts: RowFacts): boolean {
  switch (where.kind) {
    case "all":
      return where.terms.every((term) => rowMeets(term, facts));
    case "any":
      return where.terms.some((term) => rowMeets(term, facts));
    case "not":
      return !rowMeets(where.term, facts);
    case "key":
      return meetsKey(where, facts);
    case "endpoint":
      return meetsEndpoint(where, facts);
    case "text":
      return searchedValues(facts).some(
        (value) => value !== undefined && asSearched(value).includes(where.text),
      );
    default:
      return where satisfies never;
  }
}

function meetsKey({ key, tests }: KeyTerm, facts: RowFacts): boolean {
  const zone = facts.surroundings?.zone;
  const values = whereKey(key)?.read(facts) ?? [];
  return values.some((value) => tests.some((test) => valueMeets(value, test, zone)));
}

function meetsEndpoint({ network, port }: EndpointTerm, { observation }: RowFacts): boolean {
  if (observation.kind !== "connection") return false;
  return [observation.source, observation.destination].some((end) => {
    const address = end.ip === undefined ? undefined : parseAddress(refangedAddress(end.ip));
    return end.port === port && address !== undefined && isInNetwork(address, network);
  });
}

/** What free text searches. Columns have no more of a connection. */
function searchedValues(facts: RowFacts): readonly (string | undefined)[] {
  const { observation, surroundings } = facts;
  const own = ownProcess(facts);
  const listed =
    observation.kind === "process" ? [own.executable, own.commandLine, own.user, own.windowTitle] : [];
  const services = observation.kind === "process" ? (own.services ?? []) : [];
  const values: readonly FactValue[] = [
    ...endValues(facts, ["source", "destination"], ({ ip, domain }) => ip ?? domain),
    ...ofConnection(facts, ({ transport }) => transport),
    ...ofConnection(facts, ({ action }) => action),
    ...ofConnection(facts, ({ state }) => state),
  ];
  return [
    ...(observation.kind === "file" ? Object.values(observation.file) : []),
    ...values.map((value) => (value === undefined ? undefined : String(value))),
    own.name,
    ...listed,
    ...services,
    ...(surroundings?.hosts?.filter((host) => !isAddress(host)) ?? [observation.host]),
    surroundings?.path,
    ...(surroundings?.process ? processTexts(surroundings.process) : []),
  ];
}
