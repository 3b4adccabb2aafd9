/** What goes over the wire; its content is whatever the server or client put there. */
export interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a foreign client knows no types.
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: a foreign client knows no types.
  readonly result?: any;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface LanguageServer {
  /** Sends a request, and gives its id to cancel it by. */
  ask(method: string, params: unknown): { readonly id: number; readonly answer: Promise<Message> };
  /** The result of a request; rejects with the server's words where it is an error. */
  request(method: string, params: unknown): Promise<Message["result"]>;
  notify(method: string, params: unknown): void;
  /** Parameters of all that was said under this method so far. */
  said(method: string): readonly Message["params"][];
  /** Parameters of the next such message. */
  next(method: string, wanted?: (params: Message["params"]) => boolean): Promise<Message["params"]>;
  /** What was written to stderr. */
  errors(): string;
  readonly exited: Promise<number>;
  signal(name: NodeJS.Signals): void;
  kill(): void;
}

export function startLanguageServer(program: string, nodeArgs?: readonly string[]): LanguageServer;
