/** `json.ts` as WebAssembly, in base64: made of the sources beside it by `scripts/kernel.mjs`. */
export const jsonWasm: string;
