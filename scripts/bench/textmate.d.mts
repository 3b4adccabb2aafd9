import type { IGrammar, IRawGrammar } from "vscode-textmate";

export type Grammars = Readonly<Record<string, IRawGrammar>>;
export function ownGrammars(): Grammars;
export function loadGrammar(scopeName: string, grammars: Grammars): Promise<IGrammar | null>;
