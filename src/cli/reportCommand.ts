import { writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ledgerPath, readLedger } from "../core/ledger.ts";
import { nodeDigest } from "../node/nodeDigest.ts";
import { readText } from "../node/nodeFiles.ts";
import { type PreparedReport, prepareReport, type ReportPlace } from "../report/caseReport.ts";
import { indicatorsCsv } from "../report/exports/csv.ts";
import { stixBundle } from "../report/exports/stix.ts";
import { renderFindings } from "../report/findings.ts";
import { type ViewedCase, viewCase } from "../workspace/case/loadCase.ts";
import { type CaseInputs, readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import { withPictures } from "./writtenPictures.ts";

/** What a report can be written as; Markdown without an option. */
const writers: readonly {
  readonly option: string;
  readonly write: (report: PreparedReport) => string | Promise<string>;
}[] = [
  {
    option: "html",
    async write({ view, context }) {
      // Only here: all other calls of the program would wait for the Markdown library to be set up.
      const { standaloneHtml } = await import("../report/exports/html.ts");
      return standaloneHtml(renderFindings(view, context, ""), "Findings");
    },
  },
  { option: "csv", write: ({ view, context }) => indicatorsCsv(view, context) },
  { option: "stix", write: ({ view, context }) => stixBundle(view, context) },
];

export const reportCommand: Command = {
  name: "report",
  synopsis:
    "report PATH… [-o FILE] [--html|--csv|--stix] [--zone ZONE] [--cache FOLDER] [--indicators PATH] [--mmdb FILE]… [--with-environment] [--pictures FOLDER]",
  purpose: "Findings with citations; in a Markdown file that exists, around the analyst's own text.",
  async run(words, terminal) {
    const kinds = {
      output: "string",
      html: "boolean",
      csv: "boolean",
      stix: "boolean",
      zone: "string",
      cache: "string",
      pictures: "string",
      indicators: "string",
      mmdb: "strings",
      "with-environment": "boolean",
    } as const;
    const call = readCall(words, kinds, terminal, { output: "o" });
    if (!call) return 2;
    const chosen = writers.filter(({ option }) => call.has(option));
    if (1 < chosen.length) {
      terminal.say("incident-notes report: choose one of --html, --csv and --stix.");
      return 2;
    }
    const inputs = await readCaseInputs(
      call.paths,
      {
        zone: call.value("zone"),
        cache: call.value("cache"),
        indicators: call.value("indicators"),
        databases: call.values("mmdb"),
      },
      terminal,
    );
    if (!inputs) return 2;
    const output = call.value("output");
    const existing = (output === undefined ? undefined : await readText(output)) ?? "";
    const options = {
      ...(call.value("zone") === undefined ? {} : { zone: call.value("zone")! }),
      ...(call.has("with-environment") ? { environment: "shown" as const } : {}),
    };
    const pictures = call.value("pictures");
    if (pictures !== undefined && chosen.length !== 0) {
      terminal.say(
        "incident-notes report: pictures stand beside findings in Markdown; leave out --html, --csv and --stix.",
      );
      return 2;
    }
    const { scanned, formats, lists, databases } = inputs;
    const viewed = viewCase(scanned, formats, lists, databases);
    const report = await reportOf(inputs, viewed, output, options);
    const plain = (await chosen[0]?.write(report)) ?? renderFindings(report.view, report.context, existing);
    const findings = output === undefined ? inputs.root : dirname(resolve(output));
    const text =
      pictures === undefined
        ? plain
        : await withPictures(plain, viewed, report, { folder: pictures, findings });
    if (output === undefined) await terminal.print(text);
    else await writeFile(output, text);
    return 0;
  },
};

async function reportOf(
  inputs: CaseInputs,
  { view }: ViewedCase,
  output: string | undefined,
  options: Pick<ReportPlace, "zone" | "environment">,
): Promise<PreparedReport> {
  const { root, files, scanned } = inputs;
  const folder = output === undefined ? root : dirname(resolve(output));
  const pathFrom = (base: string) => (uri: string) => relative(base, fileURLToPath(uri)).split(sep).join("/");
  const ledgerText = await readText(join(root, ledgerPath));
  const place = {
    relativePath: pathFrom(folder),
    casePath: pathFrom(root),
    ledger: readLedger(ledgerText ?? "").entries,
    ...(ledgerText === undefined ? {} : { ledgerUri: pathToFileURL(join(root, ledgerPath)).href }),
    ...options,
  };
  return prepareReport({ view, scanned, files }, place, nodeDigest);
}
