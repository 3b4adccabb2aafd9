/** Every tag that a report may have, attributes and all. Text of a report has no `<` and no `>` of its own. */
const inertTag =
  /^(?:\/?(?:p|pre|code|em|strong|del|br|hr|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|main)|\/(?:h[1-6]|a|span|div)|ol start="\d+"|t[hd] align="(?:left|center|right)"|h[1-6] id="[^"<>]*"|span class="(?:image|dead)"|div class="info"|a href="([^"<>]*)" rel="noopener noreferrer")>/u;

/** What in an HTML body could load, run or lead astray: every tag that is not known to be harmless. */
export function activeParts(html: string): readonly string[] {
  return html
    .split("<")
    .slice(1)
    .filter((rest) => !isInert(rest))
    .map((rest) => `<${rest.slice(0, 80)}`);
}

function isInert(rest: string): boolean {
  const tag = inertTag.exec(rest);
  if (!tag || rest.slice(tag[0].length).includes(">")) return false;
  return tag[1] === undefined || leadsNowhereElse(tag[1]);
}

/** As a browser resolves it from a file's page. */
function leadsNowhereElse(escaped: string): boolean {
  const href = escaped.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
  const base = "file:///case/findings.html";
  const target = URL.parse(href, base);
  if (!target) return true;
  return target.protocol === "https:" || (target.protocol === "file:" && target.host === "");
}
