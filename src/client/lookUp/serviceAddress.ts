import { addressScope } from "../../core/address.ts";

export const usualServiceAddress = "https://www.virustotal.com/api/v3";

export type ServiceAddress =
  | { readonly kind: "address"; readonly base: string; readonly host: string }
  | { readonly kind: "refused"; readonly sentence: string };

/** Reads the setting. The user's key goes there, so it must be https, or a server on this very machine. */
export function serviceAddress(setting: string): ServiceAddress {
  const text = setting.trim() === "" ? usualServiceAddress : setting.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return refused(`“${text}” is no address.`);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    return refused("An address with a user name, a question mark or a # is not accepted.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    return refused(`${url.protocol}//${url.host} is not accepted: only https, or http to this machine.`);
  return { kind: "address", base: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, host: url.host };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || addressScope(hostname.replace(/^\[|\]$/g, "")) === "loopback";
}

function refused(reason: string): ServiceAddress {
  return {
    kind: "refused",
    sentence: `${reason} Correct the setting “Incident Notes › Virus Total: Address”, or clear it.`,
  };
}
