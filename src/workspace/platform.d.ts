/** WHATWG Encoding, the one platform service that every host has: Node, browsers, workers. */
declare class TextEncoder {
  encode(input: string): Uint8Array;
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}

declare class TextDecoder {
  constructor(label: string);
  decode(input: Uint8Array, options?: { readonly stream?: boolean }): string;
}
