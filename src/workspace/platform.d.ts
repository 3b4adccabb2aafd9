/** WHATWG Encoding, the one platform service that every host has: Node, browsers, workers. */
declare class TextDecoder {
  constructor(label: string);
  decode(input: Uint8Array, options?: { readonly stream?: boolean }): string;
}
