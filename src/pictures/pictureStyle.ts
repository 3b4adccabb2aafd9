/**
 * Colors of a picture that stands by itself, light and dark; in a page of ours the editor's own colors take their
 * place. The classes are those that the drawing functions use.
 */
export const pictureStyle = [
  ":root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--quiet:#59636e;--faint:#d1d9e0;--band:#f6f8fa;--beat:#0969da;--deed:#8250df;--find:#cf222e;--gap:#9a6700;--far:#1a7f37}",
  "@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#f0f6fc;--quiet:#9198a1;--faint:#3d444d;--band:#151b23;--beat:#4493f8;--deed:#ab7df8;--find:#f85149;--gap:#d29922;--far:#3fb950}}",
  "text{font:12px system-ui,'Segoe UI',sans-serif;fill:var(--ink)}",
  ".heading{font-size:15px;font-weight:600}.quiet{fill:var(--quiet)}.small{font-size:11px}.strong{font-weight:600}",
  ".end{text-anchor:end}.middle{text-anchor:middle}",
  ".paper{fill:var(--paper)}.band{fill:var(--band)}.grid{stroke:var(--faint);fill:none}.edge{stroke:var(--quiet);fill:none}",
  ".beats{fill:var(--beat)}.few{opacity:.62}.some{opacity:.82}.deeds{fill:var(--deed)}",
  ".evidence{fill:var(--beat);opacity:.35}.none{stroke:var(--faint);fill:none}.lost{stroke:var(--gap);fill:none;stroke-width:1.5}",
  ".finding{fill:var(--find)}.tolerance{fill:var(--far);opacity:.16}.period{stroke:var(--far);fill:none;stroke-width:1.5}.missed{stroke:var(--gap);fill:none;stroke-dasharray:3 3}.expected{stroke:var(--far);fill:none;stroke-width:1.5}",
  ".node{fill:var(--band);stroke:var(--faint)}.node.focus{stroke:var(--beat);stroke-width:2}.node.remote{stroke:var(--far)}.node.host{stroke:var(--quiet)}.node.marked{stroke:var(--find);stroke-width:2}.node.unknown,.assumed{stroke-dasharray:4 3}",
].join("");
