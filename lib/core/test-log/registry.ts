import type { LogParser } from "./log-parser.ts";
import { ant } from "./parsers/ant.ts";
import { automake } from "./parsers/automake.ts";
import { bun } from "./parsers/bun.ts";
import { cargo } from "./parsers/cargo.ts";
import { ctest } from "./parsers/ctest.ts";
import { cucumber } from "./parsers/cucumber.ts";
import { deno } from "./parsers/deno.ts";
import { django } from "./parsers/django.ts";
import { doctest } from "./parsers/doctest.ts";
import { goTest } from "./parsers/go-test.ts";
import { goTestJson } from "./parsers/go-test-json.ts";
import { googletest } from "./parsers/googletest.ts";
import { gradle } from "./parsers/gradle.ts";
import { jest } from "./parsers/jest.ts";
import { jestFiles } from "./parsers/jest-files.ts";
import { jestJson } from "./parsers/jest-json.ts";
import { junitXml } from "./parsers/junit-xml.ts";
import { karma } from "./parsers/karma.ts";
import { karmaFailures } from "./parsers/karma-failures.ts";
import { matplotlib } from "./parsers/matplotlib.ts";
import { maven } from "./parsers/maven.ts";
import { mavenSurefire } from "./parsers/maven-surefire.ts";
import { micropython } from "./parsers/micropython.ts";
import { minitest } from "./parsers/minitest.ts";
import { mocha } from "./parsers/mocha.ts";
import { mochaJson } from "./parsers/mocha-json.ts";
import { nodeSpec } from "./parsers/node-spec.ts";
import { numberedFailures } from "./parsers/numbered-failures.ts";
import { phpunit } from "./parsers/phpunit.ts";
import { phpunitPlain } from "./parsers/phpunit-plain.ts";
import { pytest } from "./parsers/pytest.ts";
import { pytestOptions } from "./parsers/pytest-options.ts";
import { pytestV2 } from "./parsers/pytest-v2.ts";
import { pytestVerbose } from "./parsers/pytest-verbose.ts";
import { redis } from "./parsers/redis.ts";
import { rspec } from "./parsers/rspec.ts";
import { rspecJson } from "./parsers/rspec-json.ts";
import { rspecTransformed } from "./parsers/rspec-transformed.ts";
import { rubyUnit } from "./parsers/ruby-unit.ts";
import { seaborn } from "./parsers/seaborn.ts";
import { sympy } from "./parsers/sympy.ts";
import { tap } from "./parsers/tap.ts";
import { teamcity } from "./parsers/teamcity.ts";
import { unittest } from "./parsers/unittest.ts";
import { vitest } from "./parsers/vitest.ts";

/** Every parser there is. Of two whose signs are as many in a log, the earlier one takes it. */
export const logParsers: readonly LogParser[] = [
  pytest,
  pytestVerbose,
  pytestV2,
  pytestOptions,
  matplotlib,
  seaborn,
  sympy,
  django,
  unittest,
  goTest,
  goTestJson,
  cargo,
  gradle,
  maven,
  mavenSurefire,
  ant,
  junitXml,
  teamcity,
  phpunit,
  phpunitPlain,
  jestJson,
  mochaJson,
  rspecJson,
  vitest,
  karma,
  nodeSpec,
  mocha,
  jest,
  jestFiles,
  bun,
  deno,
  karmaFailures,
  numberedFailures,
  tap,
  minitest,
  rubyUnit,
  rspec,
  rspecTransformed,
  cucumber,
  ctest,
  googletest,
  doctest,
  redis,
  automake,
  micropython,
];

/**
 * Harness parsers that choose by the number of the instance: here the content decides between the same two
 * (`parse_log_jekyll`, `parse_log_immutable_js`).
 */
const eitherOf: Readonly<Record<string, readonly LogParser[]>> = {
  parse_log_jekyll: [minitest, cucumber],
  parse_log_immutable_js: [jest, jestJson],
};

/**
 * The parsers of a name, ours or a harness's: one, several where the content has to decide, none where the name is
 * not known.
 */
export function findParsers(name: string): readonly LogParser[] {
  const either = Object.hasOwn(eitherOf, name) ? eitherOf[name] : undefined;
  return either ?? logParsers.filter((parser) => parser.name === name || parser.harnessNames.includes(name));
}
