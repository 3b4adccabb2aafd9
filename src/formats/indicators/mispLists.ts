import type { IndicatorList } from "../../core/indicator.ts";
import { type Fields, fieldsOf, listOf, textOf } from "./jsonShape.ts";
import { ListBuilder, sayings } from "./listBuilder.ts";

/** Attributes of a MISP event or of a search's answer. https://www.misp-standard.org/rfc/misp-standard-core.html */
export function mispEvent(events: readonly unknown[], title: string): IndicatorList {
  const list = new ListBuilder();
  const infos = new Set<string>();
  for (const outer of events.map(fieldsOf)) {
    const event = fieldsOf(outer["Event"] ?? outer);
    const info = textOf(event["info"]);
    if (info !== "") infos.add(info);
    const ofObjects = listOf(event["Object"]).flatMap((object) => listOf(fieldsOf(object)["Attribute"]));
    for (const attribute of [...listOf(event["Attribute"]), ...ofObjects].map(fieldsOf))
      addAttribute(list, attribute, info, textOf(event["date"]));
  }
  return list.finish({ title: infos.size === 1 ? [...infos][0]! : title, purpose: "bad" });
}

/** `ip-dst|port` holds two values, of which one can be met. */
function addAttribute(list: ListBuilder, attribute: Fields, info: string, date: string): void {
  if (attribute["deleted"] === true) {
    list.leaveOut();
    return;
  }
  const types = textOf(attribute["type"]).split("|");
  const values = textOf(attribute["value"]).split("|");
  const says = sayings(textOf(attribute["comment"]) || info, date);
  // A domain means the names below it; a hostname is one name.
  for (const [i, type] of types.entries())
    if (isMet(type)) list.add(type === "domain" ? `.${values[i] ?? ""}` : (values[i] ?? ""), says);
    else if (types.length === 1) list.leaveOut();
}

const metTypes: ReadonlySet<string> = new Set([
  ...["ip-src", "ip-dst", "ip", "domain", "hostname", "url", "uri"],
  ...["md5", "sha1", "sha256", "sha384", "sha512"],
]);

function isMet(type: string): boolean {
  return metTypes.has(type);
}

/**
 * A MISP warninglist: values that are well known, and that a list of bad ones should not have.
 * https://github.com/MISP/misp-warninglists
 */
export function warningList(fields: Fields, title: string): IndicatorList {
  const list = new ListBuilder();
  const isOfNames = textOf(fields["type"]) === "hostname";
  for (const value of listOf(fields["list"]).map(textOf)) {
    if (textOf(fields["type"]) === "regex" || textOf(fields["type"]) === "substring") list.leaveOut();
    // A hostname of such a list means the names below it, too.
    else
      list.add(
        isOfNames && !value.startsWith(".") ? `.${value}` : value,
        sayings(fields["description"], undefined),
      );
  }
  const version = textOf(fields["version"]);
  return list.finish({
    title: textOf(fields["name"]) || title,
    purpose: "known",
    ...(version === "" ? {} : { version }),
  });
}
