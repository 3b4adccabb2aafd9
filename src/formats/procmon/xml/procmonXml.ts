import { ascii, hasWordAt, skipBlanks } from "../../../core/ascii.ts";
import type { Claim, Format } from "../../../core/format.ts";
import { onDemand } from "../../onDemand.ts";
import { ProcmonXmlReader } from "./procmonXmlReader.ts";

/** What a document of Process Monitor has on its first line, and an excerpt of one on its first lines. */
const openings = ["<procmon>", "<Time_of_Day>", "<ProcessIndex>"];
/** What may stand before that on its line: a declaration, tags that open. */
const longestPrefix = 400;

/** Process Monitor's events as XML, with the processes and their modules, and with stacks where they were saved. */
export const procmonXml: Format = onDemand(
  {
    id: "procmon.xml",
    family: "procmon",
    title: "Process Monitor (XML)",
    reference: "https://learn.microsoft.com/en-us/sysinternals/downloads/procmon",
    vendor: "sysinternals",
    carries: ["time", "direction", "bytes", "pid", "process"],
    marks: openings,
    blanks: "kept",
  },
  () => ({
    claims(bytes, start, end): Claim {
      const from = skipBlanks(bytes, start, end);
      if (bytes[from] !== ascii.less) return "none";
      const last = Math.min(end, from + longestPrefix);
      for (let at = from; at < last; at++)
        if (bytes[at] === ascii.less && openings.some((word) => hasWordAt(bytes, at, end, word)))
          return "heading";
      return "none";
    },
    reader: (state) => new ProcmonXmlReader(state),
  }),
);
