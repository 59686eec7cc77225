import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "./source-hash.mjs";

describe("hashSources", () => {
  let root = "";
  const hash = () => hashSources(root, ["app", "package.json", "missing"]);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "assay-hash-"));
    mkdirSync(join(root, "app", "api"), { recursive: true });
    writeFileSync(join(root, "app", "page.tsx"), "a");
    writeFileSync(join(root, "app", "api", "route.ts"), "b");
    writeFileSync(join(root, "package.json"), "{}");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("stays when only other files change", () => {
    const before = hash();
    writeFileSync(join(root, "README.md"), "c");
    writeFileSync(join(root, "app", "page.tsx"), "a");
    expect(hash()).toBe(before);
  });

  it.each([
    ["content changes", () => writeFileSync(join(root, "app", "page.tsx"), "c")],
    ["a file appears", () => writeFileSync(join(root, "app", "layout.tsx"), "")],
    ["a file is gone", () => rmSync(join(root, "app", "api", "route.ts"))],
    ["a file is renamed", () => renameSync(join(root, "app", "page.tsx"), join(root, "app", "home.tsx"))],
  ])("differs when %s", (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });
});
