import { commands } from "../../protocol/commands.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { editFence } from "./editFence.ts";
import { withFormat } from "./fenceLine.ts";
import { pickFormat } from "./pickFormat.ts";
import { rememberFormat } from "./rememberFormat.ts";

export const chooseFormat: Command = {
  id: commands.chooseFormat,
  needs: "nothing",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? placeOfCursor(client.views);
    if (!place) return void inform("Open a file or a note with evidence first.");
    const picked = await pickFormat(client, place, "Read this as …");
    if (!picked) return;
    // In a note the fence says what its block is.
    const isSaid = await editFence(place, (fence) => withFormat(fence, picked.format ?? ""));
    if (!isSaid) await rememberFormat(client, place.uri, picked);
  },
};
