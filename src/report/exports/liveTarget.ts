/**
 * The target of a link that may be followed: a relative path, a fragment, an https address. Undefined for every
 * other: `javascript:`, `data:`, `command:`, `file:`, hosts without a scheme, paths from the root.
 */
export function liveTarget(href: string): string | undefined {
  const target = href.trim().replaceAll(" ", "%20");
  // Browsers drop tabs and line breaks and read a backslash as a slash; neither has a place in a target.
  if (target === "" || /[\p{Cc}\p{Cf}\p{Z}\\]/u.test(target)) return undefined;
  if (target.startsWith("#")) return target;
  if (/^https:\/\//iu.test(target)) return hasPlainHost(target) ? target : undefined;
  const firstSegment = target.split(/[/?#]/u, 1)[0]!;
  return firstSegment === "" || firstSegment.includes(":") ? undefined : target;
}

/** `https://vendor.example@drop.example/` leads to the second. */
function hasPlainHost(target: string): boolean {
  const authority = target.slice("https://".length).split(/[/?#]/u, 1)[0]!;
  return authority !== "" && !authority.includes("@");
}
