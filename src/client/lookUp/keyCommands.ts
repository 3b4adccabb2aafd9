import type { Command } from "../command.ts";
import { inform, warn } from "../say.ts";
import { virusTotalSettings } from "../settings.ts";
import { testKey } from "./askService.ts";
import { serviceAddress } from "./serviceAddress.ts";

export const keyCommands: readonly Command[] = [
  {
    id: "incidentNotes.setApiKey",
    needs: "trust",
    run: async ({ apiKey }) => {
      if (await apiKey.ask())
        void inform("The VirusTotal key is kept in the secret storage of this machine.");
    },
  },
  {
    id: "incidentNotes.removeApiKey",
    needs: "nothing",
    run: ({ apiKey }) => apiKey.remove(),
  },
  {
    id: "incidentNotes.testApiKey",
    needs: "trust",
    run: (client) => {
      const service = serviceAddress(virusTotalSettings.address());
      return service.kind === "address" ? testKey(client, service.base) : warn(service.sentence);
    },
  },
];
