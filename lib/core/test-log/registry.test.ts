import { describe, expect, test } from "vitest";
import { expectFast } from "#lib/testing/expect-fast";
import { findParsers, logParsers } from "./registry.ts";
import { harnessParserOf, isFailOnlyRepo, repoOfInstance } from "./repo-parsers.ts";

describe("the registry", () => {
  test("no two parsers share a name", () => {
    const names = logParsers.flatMap(({ name, harnessNames }) => [name, ...harnessNames]);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  test("finds by our name, by a harness's, and nothing by another", () => {
    expect(findParsers("cargo").map(({ name }) => name)).toEqual(["cargo"]);
    expect(findParsers("parse_log_sphinx").map(({ name }) => name)).toEqual(["pytest-v2"]);
    expect(findParsers("parse_log_jekyll").map(({ name }) => name)).toEqual(["minitest", "cucumber"]);
    for (const name of ["", "toString", "parse_log_none"]) expect(findParsers(name)).toEqual([]);
  });
});

describe("the parsers of repositories", () => {
  test.each([
    ["django/django", "django"],
    ["vuejs/core", "vitest"],
    ["PrismJS/prism", "mocha-json"],
    ["swesmith/oauthlib__oauthlib.1fd52536", "pytest-verbose"],
    ["swesmith/gin-gonic__gin.3c12d2a8", "go-test"],
  ])("%s is read by %s", (repo, parser) => {
    expect(findParsers(harnessParserOf(repo) ?? "").map(({ name }) => name)).toEqual([parser]);
  });

  test.each(["owner/name", "", "constructor", "swesmith/broken"])("%j is not known", (repo) => {
    expect(harnessParserOf(repo)).toBeNull();
  });

  test.each([
    ["psf__requests-863", "psf/requests"],
    ["scikit-learn__scikit-learn-12784", "scikit-learn/scikit-learn"],
    ["pandas-dev__pandas.95280573.pr_53652", "swesmith/pandas-dev__pandas.95280573"],
    ["something else", null],
    ["a__1", null],
    ["__name-1", null],
    ["a b__name-1", null],
  ])("the instance %s is of %s", (instanceId, repo) => {
    expect(repoOfInstance(instanceId)).toBe(repo);
  });

  test("looks for the repository in linear time", () => {
    for (const text of ["_".repeat(300_000), "a__b.".repeat(100_000), `a__${"-1".repeat(100_000)}x`])
      expectFast(() => repoOfInstance(text));
  });

  test("knows which are graded by their failures alone", () => {
    expect(isFailOnlyRepo("chartjs/Chart.js")).toBe(true);
    expect(isFailOnlyRepo("babel/babel")).toBe(false);
  });
});
