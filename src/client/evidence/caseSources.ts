import { Uri, type WorkspaceFolder, workspace } from "vscode";
import {
  noSources,
  readSources,
  type SourceFactName,
  type SourceFacts,
  type Sources,
  sourcesPath,
  sourcesText,
  withSource,
} from "../../core/sources.ts";
import type { CaseServer } from "../caseServer.ts";

/** Of what something is said: a file or glob below the folder of a case, or a host by its name. */
export interface SourceName {
  readonly folder: WorkspaceFolder;
  readonly kind: keyof Sources;
  readonly name: string;
}

/** Facts of a source; one that is undefined is forgotten. */
export type SourceChange = { readonly [N in SourceFactName]?: string | undefined };

/** The file of a case that a uri leads to; undefined where it is of no folder. */
export function sourceOf(uri: string): SourceName | undefined {
  const file = Uri.parse(uri, true);
  const folder = workspace.getWorkspaceFolder(file);
  const prefix = folder && `${folder.uri.path.replace(/\/$/, "")}/`;
  if (!folder || prefix === undefined || !file.path.startsWith(prefix)) return undefined;
  return { folder, kind: "files", name: file.path.slice(prefix.length) };
}

/** What was said of it until now. */
export async function factsOfSource({ folder, kind, name }: SourceName): Promise<SourceFacts> {
  return (await sourcesIn(folder))[kind][name] ?? {};
}

/** Keeps it with the case, and says it to the server at once: watchers take their time. */
export async function changeSource(
  server: CaseServer,
  { folder, kind, name }: SourceName,
  change: SourceChange,
): Promise<void> {
  const uri = placeOfSources(folder);
  const sources = withSource(await sourcesIn(folder), kind, name, change);
  await workspace.fs.writeFile(uri, Buffer.from(sourcesText(sources)));
  const changes = [{ uri: uri.toString(), type: 2 }];
  await server.tell("workspace/didChangeWatchedFiles", { changes });
}

function placeOfSources(folder: WorkspaceFolder): Uri {
  return Uri.joinPath(folder.uri, ...sourcesPath.split("/"));
}

async function sourcesIn(folder: WorkspaceFolder): Promise<Sources> {
  const bytes = await workspace.fs.readFile(placeOfSources(folder)).then(
    (read) => read,
    () => undefined,
  );
  if (!bytes) return noSources;
  const sources = readSources(new TextDecoder().decode(bytes));
  if (sources === "broken")
    throw new Error(`${sourcesPath} is no JSON: mend it first, so that nothing in it is lost.`);
  return sources;
}
