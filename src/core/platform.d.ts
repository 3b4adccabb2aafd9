/** What every host has, Node, browsers and workers alike; a host without WebAssembly has no `WebAssembly`. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
}

declare function atob(base64: string): string;
declare function btoa(latin1: string): string;
