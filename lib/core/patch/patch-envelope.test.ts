import fc from "fast-check";
import { expect, test } from "vitest";
import { addedText, isPatchEnvelope, readPatchEnvelope } from "./patch-envelope.ts";

const envelope = `*** Begin Patch
*** Add File: new.py
+one
+
+two
*** Update File: src/old.py
@@ def f():
 a
-b
+c
*** Delete File: gone.py
*** End Patch`;

test("reads the files of an apply_patch envelope", () => {
  expect(isPatchEnvelope(envelope)).toBe(true);
  const files = readPatchEnvelope(envelope);
  expect(files.map(({ kind, path }) => [kind, path])).toEqual([
    ["add", "new.py"],
    ["update", "src/old.py"],
    ["delete", "gone.py"],
  ]);
  expect(files[0] && addedText(files[0])).toBe("one\n\ntwo\n");
  expect(files[1]?.body).toBe("@@ def f():\n a\n-b\n+c");
});

test("a text without an end or without files does no harm", () => {
  expect(readPatchEnvelope("*** Begin Patch\n*** Add File: a\n+x")).toEqual([{ kind: "add", path: "a", body: "+x" }]);
  fc.assert(fc.property(fc.string(), (text) => readPatchEnvelope(text).length === 0));
});
