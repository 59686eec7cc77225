import type { NamedCommand } from "./unwrap-command.ts";

const asks = /^(?:--help|-h|--version|--collect-only|--co|--list-?tests|--listTests|--no-run|--fixtures)$/u;
const direct =
  /^(?:pytest|py\.test|tox|nox|nosetests(?:-?3)?|nose2|trial|stestr|jest|vitest|mocha|ava|tap|karma|jasmine|phpunit|pest|rspec|minitest|ctest|ginkgo|gotestsum|busted|bats|cypress)(?:\.js|\.cmd)?$/u;
const pythonTool = /^(?:pytest|py\.test|unittest2?|nose2?|tox|nox|twisted\.trial|testtools\.run|doctest|django|test)$/u;
const testScript = /^runtests?\.(?:py|sh|pl)$|^run_tests?\.sh$/u;

/** How a program says in its arguments that it runs tests. */
const byProgram: readonly (readonly [name: RegExp, runsTests: (args: readonly string[]) => boolean])[] = [
  [/^(?:npm|pnpm|yarn|bun|lerna|nx|turbo)$/u, (args) => isPackageScript(args)],
  [/^node(?:js)?$/u, (args) => args.includes("--test") || args.some(isRunnerFile)],
  [
    /^(?:go|deno|dotnet|swift|mix|composer|sbt|lein|bazel|hatch|rails|zig|flutter|dart|elm-test|cabal|stack|meson)$/u,
    isTask,
  ],
  [/^cargo$/u, (args) => args.some((arg) => /^(?:test|t|nextest)$/u.test(arg))],
  [
    /^(?:mvnw?|mvnd)$/u,
    (args) =>
      !args.some(skipsTests) &&
      args.some((arg) => /^(?:test|verify|integration-test|install|package|surefire:test)$/u.test(arg)),
  ],
  [
    /^gradlew?$/u,
    (args) => args.some((arg) => /^(?:[\w:-]{0,200}:)?(?:test\w{0,100}|check|\w{1,100}Test)$/u.test(arg)),
  ],
  [
    /^(?:g?make|ninja|just|task)$/u,
    (args) => args.some((arg) => /^(?:tests?|check)(?:$|[-_:])|[-_]tests?$/u.test(arg)),
  ],
  [/^(?:rake|invoke|inv|grunt|gulp|ant)$/u, (args) => args.some((arg) => /^(?:tests?|specs?)(?:$|[:_-])/u.test(arg))],
  [/^php$/u, (args) => args.some(isRunnerFile) || (args[0] === "artisan" && args[1] === "test")],
  [/^(?:manage|setup)\.py$/u, (args) => args.includes("test")],
  [/^(?:ba|z|da)?sh$/u, (args) => args.some((arg) => testScript.test(lastPart(arg)))],
];

/**
 * The name of the test runner that a command starts, null where it starts none. A script of the agent's own that
 * tries something out (`python reproduce.py`) is no test run, and neither is a question to a runner (`--help`).
 */
export function findTestRunner({ name, program, args }: NamedCommand): string | null {
  if (args.some((arg) => asks.test(arg))) return null;
  if (direct.test(name)) return name.replace(/\.(?:js|cmd)$/u, "");
  if (testScript.test(name) || /(?:^|\/)bin\/(?:test|doctest)$/u.test(program)) return name;
  if (/^(?:python|pypy)[\d.]{0,6}$/u.test(name)) return findPythonRunner(args);
  const known = byProgram.find(([pattern]) => pattern.test(name));
  return known?.[1](args) ? name : null;
}

function findPythonRunner(args: readonly string[]): string | null {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "-m" || arg.startsWith("-m")) {
      const tool = arg === "-m" ? (args[at + 1] ?? "") : arg.slice(2);
      if (/^coverage$/u.test(tool)) return findCoveredRunner(args.slice(at + 2));
      const isRun = pythonTool.test(tool) && (tool !== "django" || args.includes("test"));
      return isRun ? tool : null;
    }
    if (arg === "-c" || arg === "-") return null;
    if (arg === "-W" || arg === "-X") at++;
    else if (!arg.startsWith("-")) return findScriptRunner(arg, args.slice(at + 1));
  }
  return null;
}

function findCoveredRunner(args: readonly string[]): string | null {
  return args[0] === "run" ? findPythonRunner(args.slice(1)) : null;
}

function findScriptRunner(script: string, args: readonly string[]): string | null {
  const name = lastPart(script);
  if (direct.test(name) || testScript.test(name) || /(?:^|\/)bin\/(?:test|doctest)$/u.test(script)) return name;
  return /^(?:manage|setup)\.py$/u.test(name) && args[0] === "test" ? name : null;
}

function isPackageScript(args: readonly string[]): boolean {
  const words = args.filter((arg) => !arg.startsWith("-"));
  const [first = "", second = ""] = words;
  const script =
    first === "run" || first === "run-script" || first === "exec" || first === "workspace" ? second : first;
  return /^(?:tests?|t|jest|vitest|mocha)(?:$|[:_-])/u.test(script) || (first === "workspace" && words[2] === "test");
}

function isTask(args: readonly string[]): boolean {
  return args.find((arg) => !arg.startsWith("-")) === "test";
}

function isRunnerFile(arg: string): boolean {
  return !arg.startsWith("-") && (direct.test(lastPart(arg)) || /\/(?:jest|vitest|mocha)\//u.test(arg));
}

function skipsTests(arg: string): boolean {
  return /^-DskipTests(?:=true)?$|^-Dmaven\.test\.skip(?:=true)?$/u.test(arg);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
