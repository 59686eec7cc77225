import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defaultEnvironment } from "./defaults.ts";
import { type EnvironmentInput, environmentSchema, imageSpecOf } from "./model.ts";

const least: EnvironmentInput = { baseImage: "debian:bookworm", test: { command: "make check" }, parser: "tap" };

describe("environmentSchema", () => {
  it("fills in the limits and keeps tests from the network", () => {
    const environment = environmentSchema.parse(least);
    expect(environment.limits).toEqual({
      timeoutSeconds: 1800,
      cpus: 2,
      memoryMegabytes: 4096,
      pids: 512,
      diskMegabytes: 2048,
      outputMegabytes: 64,
    });
    expect(environment.network).toEqual({ setup: "full", install: "none", test: "none" });
    expect(environment).toMatchObject({
      workdir: "/testbed",
      hasGit: false,
      writable: [],
      test: { directives: "files" },
    });
  });

  it.each([
    [{ baseImage: "-x" }, "baseImage"],
    [{ baseImage: "a b" }, "baseImage"],
    [{ packages: ["-oAPT::x=y"] }, "packages.0"],
    [{ packages: ["a;b"] }, "packages.0"],
    [{ workdir: "/" }, "workdir"],
    [{ workdir: "relative" }, "workdir"],
    [{ workdir: "/a/../b" }, "workdir"],
    [{ workdir: "/a b" }, "workdir"],
    [{ writable: ["/usr"] }, "writable.0"],
    [{ writable: ["/.assay"] }, "writable.0"],
    [{ writable: ["/x", "/run/assay"] }, "writable.1"],
    [{ workdir: "/proc/self" }, "workdir"],
    [{ setup: ["a\0b"] }, "setup.0"],
    [{ env: { "A=B": "c" } }, "env.A=B"],
    [{ env: { A: "with\0zero" } }, "env.A"],
    [{ limits: { memoryMegabytes: 1 } }, "limits.memoryMegabytes"],
    [{ network: { test: "some" } }, "network.test"],
    [{ unknown: 1 }, ""],
    [{ test: { command: " " } }, "test.command"],
  ])("refuses %j and names the field", (part, field) => {
    const parsed = environmentSchema.safeParse({ ...least, ...part });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([field]);
  });

  it("describes every field, for the editor", () => {
    const json = z.toJSONSchema(environmentSchema, { io: "input" });
    const missing = Object.entries(json.properties ?? {}).filter(
      ([, field]) => typeof field !== "object" || !field.description,
    );
    expect(missing.map(([name]) => name)).toEqual([]);
    expect(json.required).toEqual(["baseImage", "test", "parser"]);
  });
});

describe("imageSpecOf", () => {
  it("holds what changes the image and nothing else", () => {
    const spec = imageSpecOf(environmentSchema.parse({ ...least, packages: ["make", "gcc", "make"] }));
    expect(spec.packages).toEqual(["gcc", "make"]);
    const other = environmentSchema.parse({
      ...least,
      packages: ["gcc", "make"],
      install: ["make"],
      test: { command: "make other" },
      parser: "pytest",
      limits: { pids: 20 },
      network: { install: "full" },
      hasGit: true,
      languageVersion: { language: "C", version: "17" },
    });
    expect(imageSpecOf(other)).toEqual(spec);
    for (const change of [
      { setup: ["x"] },
      { env: { A: "b" } },
      { workdir: "/x" },
      { writable: ["/x"] },
      { network: { setup: "none" } },
    ] as const) {
      expect(imageSpecOf(environmentSchema.parse({ ...least, ...change }))).not.toEqual(
        imageSpecOf(environmentSchema.parse(least)),
      );
    }
  });
});

describe("defaultEnvironment", () => {
  it.each(["Python", "JavaScript", "TypeScript", "Go", "Rust", "Java"])("knows %s", (language) => {
    expect(defaultEnvironment(language)).toMatchObject({ network: { test: "none" } });
  });

  it("runs pytest as Skywork-SWE does", () => {
    expect(defaultEnvironment("Python")?.test.command).toMatch(
      /^pytest --no-header -rA --tb=no -p no:cacheprovider .*\{files\}$/,
    );
  });

  it.each(["COBOL", "toString", ""])("has none for %j", (language) => {
    expect(defaultEnvironment(language)).toBeUndefined();
  });
});
