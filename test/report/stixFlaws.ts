/** Properties that STIX 2.1 requires, beside type and id. */
const required: { readonly [type: string]: readonly string[] } = {
  "ipv4-addr": ["value"],
  "ipv6-addr": ["value"],
  "domain-name": ["value"],
  file: ["hashes"],
  "network-traffic": ["protocols"],
  "observed-data": [
    "created",
    "modified",
    "first_observed",
    "last_observed",
    "number_observed",
    "object_refs",
  ],
  indicator: ["created", "modified", "pattern", "pattern_type", "valid_from"],
  relationship: ["created", "modified", "relationship_type", "source_ref", "target_ref"],
  report: ["created", "modified", "name", "published", "object_refs"],
};

type Properties = { readonly [property: string]: unknown };

/** What a STIX 2.1 bundle lacks. */
export function stixFlaws(text: string): readonly string[] {
  const bundle = JSON.parse(text) as { readonly id: string; readonly objects?: readonly Properties[] };
  const objects = bundle.objects ?? [];
  const ids = new Set(objects.map(({ id }) => id));
  const flaws = objects.flatMap((object) => [...objectFlaws(object), ...referenceFlaws(object, ids)]);
  if (ids.size !== objects.length) flaws.push("two objects have one id");
  return isId(bundle.id, "bundle") ? flaws : [...flaws, "the bundle's id is none"];
}

function objectFlaws(object: Properties): readonly string[] {
  const type = String(object["type"]);
  const names = required[type];
  if (!names) return [`unknown type ${type}`];
  const flaws = names.filter((name) => object[name] === undefined).map((name) => `${type} has no ${name}`);
  if (!isId(String(object["id"]), type)) flaws.push(`${type} has no id of its type`);
  if (object["spec_version"] !== "2.1") flaws.push(`${type} names no version`);
  const times = Object.entries(object).filter(([name]) =>
    /^(?:created|modified|published|valid_from|.*_observed)$/u.test(name),
  );
  for (const [name, value] of times)
    if (typeof value === "string" && !isTime(value)) flaws.push(`${name}: ${value}`);
  if (type === "network-traffic" && !object["src_ref"] && !object["dst_ref"])
    flaws.push("traffic has no end");
  return flaws;
}

function referenceFlaws(object: Properties, ids: ReadonlySet<unknown>): readonly string[] {
  const references = Object.entries(object).flatMap(([name, value]) =>
    name.endsWith("_ref") ? [value] : name.endsWith("_refs") ? (value as readonly unknown[]) : [],
  );
  return references.filter((id) => !ids.has(id)).map((id) => `${String(id)} is not in the bundle`);
}

function isId(id: string, type: string): boolean {
  const uuid = id.slice(type.length + 2);
  return (
    id.startsWith(`${type}--`) &&
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u.test(uuid)
  );
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(text);
}
