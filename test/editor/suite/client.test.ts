import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import {
  commands,
  env,
  TabInputWebview,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { readLedger } from "../../../src/core/ledger.ts";
import { commands as ours } from "../../../src/protocol/commands.ts";
import { activateExtension, inCase, incidentNotes } from "./case.ts";
import { until } from "./until.ts";

const row = "  UDP    10.99.0.7:50001        *:*                                    7007\n";

/** A file of the case with this text, in an editor. */
async function opened(name: string, text: string): Promise<TextDocument> {
  await writeFile(inCase(name), text);
  const document = await workspace.openTextDocument(Uri.file(inCase(name)));
  await window.showTextDocument(document, ViewColumn.One);
  return document;
}

suite("commands", () => {
  suiteSetup(activateExtension);

  test("each one of the manifest is registered, and each registered one is in the manifest", async () => {
    const contributed: { readonly command: string }[] = incidentNotes().packageJSON.contributes.commands;
    const views = /\.(?:focus|open|resetViewLocation|removeView|toggleVisibility)$/;
    const registered = (await commands.getCommands(true)).filter((id) => /^incidentNotes\.\w+$/.test(id));
    const manifest = contributed.map(({ command }) => command);
    assert.deepEqual(registered.filter((id) => !views.test(id)).sort(), manifest.sort());
  });

  test("a text of evidence goes onto the clipboard as it is", async () => {
    await commands.executeCommand(ours.copyText, { text: 'tasklist /svc /fi "PID eq 7007"' });
    assert.equal(await env.clipboard.readText(), 'tasklist /svc /fi "PID eq 7007"');
  });
});

suite("pasting", () => {
  suiteSetup(activateExtension);

  test("evidence becomes a fenced block with its hash, and stays as it was", async () => {
    const note = await opened("pasted.md", "# Evening\n");
    await commands.executeCommand("cursorBottom");
    await env.clipboard.writeText(row);
    await commands.executeCommand("incidentNotes.pasteAsEvidence");
    const sha256 = createHash("sha256").update(row).digest("hex");
    const text = note.getText();
    assert.match(text, /^# Evening\n\n?```netstat [^\n]*\bsha256=[0-9a-f]{64}\b[^\n]*\n/);
    assert.ok(text.includes(`sha256=${sha256}`), text);
    assert.ok(text.includes(`\n${row}\`\`\`\n`), text);
  });

  test("what is no evidence is not pasted", async () => {
    const note = await opened("prose.md", "# Evening\n");
    await env.clipboard.writeText("Rang the firewall team.\n");
    await commands.executeCommand("incidentNotes.pasteAsEvidence");
    assert.equal(note.getText(), "# Evening\n");
  });
});

suite("opening as evidence", () => {
  suiteSetup(activateExtension);

  test("a text of another name gets the language of its shape", async () => {
    await writeFile(inCase("mail.txt"), row.repeat(3));
    await commands.executeCommand("incidentNotes.openAsEvidence", Uri.file(inCase("mail.txt")));
    assert.equal(window.activeTextEditor?.document.languageId, "netstat");
  });
});

suite("hashing", () => {
  suiteSetup(activateExtension);

  test("a file's hashes are recorded in the case", async () => {
    const bytes = "x".repeat(3_000_000);
    await writeFile(inCase("tool.bin"), bytes);
    await commands.executeCommand(ours.hashFile, Uri.file(inCase("tool.bin")));
    const entry = await until("an entry of the ledger", async () => {
      const text = await readFile(inCase(".incident", "ledger.jsonl"), "utf8").catch(() => "");
      return readLedger(text).entries.find((each) => each.kind === "hash" && each.file === "tool.bin");
    });
    const { size, md5, sha1, sha256 } = entry as { size: number; md5: string; sha1: string; sha256: string };
    const hex = (name: string) => createHash(name).update(bytes).digest("hex");
    assert.deepEqual(
      { size, md5, sha1, sha256 },
      { size: 3_000_000, md5: hex("md5"), sha1: hex("sha1"), sha256: hex("sha256") },
    );
  });
});

suite("findings", () => {
  suiteSetup(activateExtension);

  const findings = () => readFile(inCase("findings.md"), "utf8");

  test("a line is cited once, below the heading of the selected evidence", async () => {
    const log = await opened("cited.netstat", row);
    const place = { uri: log.uri.toString(), line: 0 };
    await commands.executeCommand(ours.addToFindings, { cites: [place] });
    const first = await findings();
    assert.match(first, /^## Selected evidence$/m);
    assert.match(first, /\]\(cited\.netstat#L1\)/);
    await commands.executeCommand(ours.addToFindings, place);
    assert.equal(await findings(), first);
  });

  test("generating them again changes nothing, and keeps what the analyst wrote", async () => {
    await commands.executeCommand("incidentNotes.generateFindings");
    assert.equal(window.activeTextEditor?.document.uri.path, Uri.file(inCase("findings.md")).path);
    const own = "\nThe user was at lunch.\n";
    await writeFile(inCase("findings.md"), (await findings()) + own);
    const document = window.activeTextEditor!.document;
    await until("the editor to follow the file", () => document.getText().endsWith(own));
    await commands.executeCommand("incidentNotes.generateFindings");
    const second = await findings();
    assert.ok(second.includes(own), second);
    await commands.executeCommand("incidentNotes.generateFindings");
    assert.equal(await findings(), second);
  });

  test("they are previewed in a page of their own", async () => {
    await commands.executeCommand("incidentNotes.previewFindings");
    await until("the preview", () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(
          ({ input }) =>
            input instanceof TabInputWebview && input.viewType.endsWith("incidentNotes.findings"),
        ),
    );
  });
});
