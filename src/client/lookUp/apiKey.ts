import { type SecretStorage, window } from "vscode";
import { inform } from "../say.ts";

const secretName = "virusTotal.key";

/** The user's own key of VirusTotal: in the secret storage, shown nowhere, in no setting and no log. */
export class ApiKey {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  async get(): Promise<string | undefined> {
    return this.#secrets.get(secretName);
  }

  /** The key, asked for where there is none yet. */
  async getOrAsk(): Promise<string | undefined> {
    return (await this.get()) ?? (await this.ask());
  }

  /** Asks for the key and keeps it; undefined where the analyst gave none. */
  async ask(): Promise<string | undefined> {
    const typed = await window.showInputBox({
      title: "VirusTotal API key",
      prompt:
        "Your own key, from your profile at virustotal.com. It is kept in the secret storage of this machine.",
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (isKey(text.trim()) ? undefined : "A key is one word of letters and digits."),
    });
    const key = typed?.trim();
    if (key === undefined || !isKey(key)) return undefined;
    await this.#secrets.store(secretName, key);
    return key;
  }

  async remove(): Promise<void> {
    await this.#secrets.delete(secretName);
    void inform("The VirusTotal key is removed from this machine.");
  }
}

/** VirusTotal's keys have 64 hexadecimal digits; a proxy in front of it may want something else. */
function isKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{16,256}$/.test(text);
}
