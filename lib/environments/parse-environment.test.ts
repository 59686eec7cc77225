import { describe, expect, it } from "vitest";
import { defaultEnvironment } from "#lib/core/environment/defaults";
import { environmentJsonSchema } from "#lib/environments/environment-json-schema";
import { describePlace, describeProblems } from "#lib/environments/environment-problems";
import { parseEnvironment, parseEnvironmentText } from "#lib/environments/parse-environment";

const good = { baseImage: "debian:bookworm", test: { command: "make test" }, parser: "pytest" };

describe("parseEnvironment", () => {
  it("fills in what is left out", () => {
    expect(parseEnvironment(good)).toMatchObject({
      ok: true,
      spec: { workdir: "/testbed", limits: { cpus: 2 }, network: { setup: "full", test: "none" } },
    });
  });

  it.each([
    [{ ...good, baseImage: "X Y" }, "baseImage", /An image reference, like debian:bookworm.*Found "X Y"/],
    [{ ...good, colour: 1 }, "colour", /no such field.*one of: baseImage, packages, .*network\.$/],
    [{ ...good, test: { ...good.test, comand: "" } }, "test.comand", /no such field.*one of: command, directives\.$/],
    [
      { ...good, languageVersion: { language: "Go", version: "1", x: 1 } },
      "languageVersion.x",
      /one of: language, version\.$/,
    ],
    [{ ...good, parser: undefined }, "parser", /^It is missing\. Add text\.$/],
    [{ ...good, packages: "git" }, "packages", /^Expected a list, found "git"\.$/],
    [{ ...good, packages: ["Build"] }, "packages[0]", /A Debian package, like build-essential/],
    [{ ...good, setup: [""] }, "setup[0]", /^Expected at least 1 character, found ""\.$/],
    [{ ...good, setup: Array(201).fill("x") }, "setup", /^Expected at most 200 entries, found a list of 201\.$/],
    [{ ...good, limits: { cpus: 0 } }, "limits.cpus", /^Expected at least 0\.1, found 0\.$/],
    [{ ...good, limits: { pids: 20.5 } }, "limits.pids", /^Expected a whole number, found 20\.5\.$/],
    [{ ...good, network: { test: "some" } }, "network.test", /^Expected "none" or "full", found "some"\.$/],
    [{ ...good, env: { "1A": "x" } }, "env.1A", /A name of letters, digits and _/],
    [{ ...good, writable: ["/usr"] }, "writable[0]", /belongs to the system.*"\/usr"/],
    [{ ...good, setup: ["a\0b"] }, "setup[0]", /NUL/],
    [{ ...good, env: { A: "\ud800" } }, "env.A", /half surrogate/],
    [{ ...good, env: JSON.parse('{"__proto__": "x"}') }, "env.__proto__", /cannot be a key/],
    [[good], "", /^Expected an object, found a list of 1\.$/],
    [null, "", /^Expected an object, found null\.$/],
  ])("says where and what is wrong: %j", (value, path, message) => {
    const parsed = parseEnvironment(value);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems.map(describePlace)).toEqual([path]);
    expect(problems[0]?.message).toMatch(message);
  });
});

describe("parseEnvironmentText", () => {
  it("gives the line and column of a value, or of the object that lacks one", () => {
    const text = '{\n  "baseImage": "debian",\n  "limits": {\n    "cpus": "two"\n  },\n  "test": {}\n}';
    const parsed = parseEnvironmentText(text);
    expect(parsed.ok ? [] : parsed.problems.map(describePlace)).toEqual([
      "line 6, column 11, test.command",
      "line 1, column 1, parser",
      "line 4, column 13, limits.cpus",
    ]);
  });

  it("gives the place where a text stops being JSON", () => {
    const parsed = parseEnvironmentText('{\n  "parser": "pytest",\n}');
    expect(parsed.ok ? "" : describeProblems(parsed.problems)).toBe(
      "line 3, column 1: Expected a key in double quotes, found }.",
    );
  });

  it("takes no key twice", () => {
    const parsed = parseEnvironmentText(JSON.stringify(good).replace("{", '{"parser": "jest", '));
    expect(parsed.ok ? "" : describeProblems(parsed.problems)).toMatch(/Expected every key once, found "parser"/);
  });

  it("names three problems in a line, and counts the others", () => {
    const parsed = parseEnvironmentText("{}");
    const five = parsed.ok ? [] : [...parsed.problems, ...parsed.problems].slice(0, 5);
    expect(describeProblems(five)).toMatch(/baseImage: .* test: .* parser: .* And 2 more\.$/);
  });

  it("takes every default back", () => {
    for (const language of ["Python", "JavaScript", "TypeScript", "Go", "Rust", "Java"]) {
      const spec = defaultEnvironment(language);
      expect(parseEnvironmentText(JSON.stringify(spec, null, 2))).toEqual({ ok: true, spec });
    }
  });
});

describe("environmentJsonSchema", () => {
  it("tells an editor what each field is for, and what a pattern means", () => {
    expect(environmentJsonSchema()).toMatchObject({
      required: ["baseImage", "test", "parser"],
      additionalProperties: false,
      properties: {
        baseImage: {
          description: expect.stringMatching(/^Image to start from/),
          patternErrorMessage: expect.stringMatching(/^An image reference, like/),
        },
        network: { properties: { test: { enum: ["none", "full"], default: "none" } } },
      },
    });
  });
});
