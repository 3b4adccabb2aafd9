import * as assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { version } from "vscode";
import { activateExtension, incidentNotes } from "./case.ts";

suite("the package", () => {
  suiteSetup(activateExtension);

  test("runs in the VS Code that was asked for", () => {
    assert.equal(version, process.env["SUITE_VSCODE"]);
  });

  test("is the one that was installed", () => {
    const { extensionPath, id, packageJSON } = incidentNotes();
    assert.equal(basename(extensionPath), `${id}-${packageJSON.version}`);
  });

  test("activates", () => {
    assert.equal(incidentNotes().isActive, true);
  });
});

suite("the network of these tests", () => {
  test("reaches a server on 127.0.0.1", async () => {
    const server = createServer((_request, response) => response.end("here"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), "here");
    } finally {
      server.close();
    }
  });

  test("ends there", async () => {
    for (const url of ["http://192.0.2.1/", "https://example.invalid/"]) {
      const { cause } = await fetch(url).then(
        () => assert.fail(url),
        (error: Error) => error,
      );
      assert.match(String(cause), /loopback only/);
    }
  });
});
