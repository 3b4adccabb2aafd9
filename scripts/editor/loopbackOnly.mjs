import { inRoot } from "../repository.mjs";

/** What Node is started with so that the VS Code under test reaches no other machine. */
export const loopbackOnly = ["--require", inRoot("test", "editor", "loopbackOnly.cjs")];
