import { commands } from "../../protocol/commands.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { editFence } from "./editFence.ts";
import { withWord } from "./fenceLine.ts";
import { pickFormat } from "./pickFormat.ts";

export const chooseFormat: Command = {
  id: commands.chooseFormat,
  needs: "nothing",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? placeOfCursor(client.views);
    if (!place) return void inform("Open a file or a note with evidence first.");
    const picked = await pickFormat(client, place, "Read this as …");
    if (!picked) return;
    // In a note the fence says what its block is; a file's choice is the server's to remember.
    const isSaid = await editFence(place, (fence) => withWord(fence, picked.format ?? ""));
    if (!isSaid) await client.server.request("chooseFormat", { uri: place.uri, ...picked });
  },
};
