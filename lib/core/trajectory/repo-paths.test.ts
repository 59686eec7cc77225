import { expect, test } from "vitest";
import { createPathNames } from "./repo-paths.ts";

test.each([
  ["/testbed/src/a.py", "src/a.py"],
  ["/repo/a.py", "a.py"],
  ["/workspace/django__django__4.2/django/a.py", "django/a.py"],
  ["/workspace/proj/src/a.py", "src/a.py"],
  ["/pydicom__pydicom/pydicom/a.py", "pydicom/a.py"],
  ["./src/a.py", "src/a.py"],
  ["src/a.py", "src/a.py"],
  ["/workspace/a.py", "a.py"],
  ["/tmp/a.py", "/tmp/a.py"],
])("without anchors %s is %s", (path, name) => {
  expect(createPathNames([path], [])(path)).toBe(name);
});

test("the root is where the files of a patch lie", () => {
  const paths = ["/srv/checkout/lib/core/a.ts", "/srv/checkout/b.ts", "/tmp/lib/core/x.ts"];
  const nameOf = createPathNames(paths, ["lib/core/a.ts"]);
  expect(paths.map(nameOf)).toEqual(["lib/core/a.ts", "b.ts", "/tmp/lib/core/x.ts"]);
});

test("a longer end weighs more than a short one that fits elsewhere too", () => {
  const nameOf = createPathNames(["/tmp/setup.py", "/w/src/deep/a.py"], ["setup.py", "src/deep/a.py"]);
  expect(nameOf("/w/src/deep/a.py")).toBe("src/deep/a.py");
  expect(nameOf("/tmp/setup.py")).toBe("/tmp/setup.py");
});
