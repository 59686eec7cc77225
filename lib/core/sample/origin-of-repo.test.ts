import { expect, test } from "vitest";
import { expectFast } from "#lib/testing/expect-fast";
import { originOfRepo } from "./origin-of-repo.ts";

test.each([
  "owner/name.py",
  " Owner/Name.py\n",
  "owner/name.py.git",
  "https://github.com/owner/name.py",
  "http://www.github.com/owner/name.py.git/",
  "https://someone:pa55@github.com/owner/name.py",
  "git+https://github.com/owner/name.py.git",
  "github.com/owner/name.py",
  "git@github.com:owner/name.py.git",
  "ssh://git@github.com:22/owner/name.py.git",
  "swesmith/owner__name.py.1a2b3c4d",
  "https://github.com/swesmith/owner__name.py.1a2b3c4d",
])("%j is owner/name.py", (repo) => {
  expect(originOfRepo(repo)).toBe("owner/name.py");
});

test.each([
  ["owner/name__other", "owner/name__other"],
  ["swesmith/tools", "swesmith/tools"],
  ["some.one/name", "some.one/name"],
  ["gitlab.com/group/part/name", "group/part/name"],
  ["", ""],
])("%j is %j", (repo, origin) => {
  expect(originOfRepo(repo)).toBe(origin);
});

test("takes a linear time", () => {
  for (const unit of ["_", "/", "@", "a.", ":", "swesmith/a__", ".1a2b3c4d", " "]) {
    expectFast(() => originOfRepo(`swesmith/${unit.repeat(300_000)}`));
  }
});
