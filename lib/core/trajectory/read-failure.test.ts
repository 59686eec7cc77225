import { expect, test } from "vitest";
import { readExitCode, readFailure } from "./read-failure.ts";
import { buildResult } from "./testing/build-trajectory.ts";

test.each([
  ["ERROR:\nNo replacement was performed, old_str `x` did not appear verbatim"],
  ["Your proposed edit has introduced new syntax error(s). Please understand"],
  ["Parameter 'command' is expected to be one of ['view']."],
  ["Invalid `path` parameter: x"],
  ["Function dance not found"],
  ["Error validating args {} for tool 'x'"],
])("a scaffold refuses by %j", (text) => {
  expect(readFailure([buildResult(text)], text)).toBe("refused");
});

test("the source's own word counts before all, then the exit code", () => {
  expect(readFailure([buildResult("fine", { isError: true, exitCode: 0 })], "fine")).toBe("tool");
  expect(readFailure([buildResult("", { exitCode: 2 })], "")).toBe("exit_code");
  expect(readFailure([buildResult("", { exitCode: 0 })], "[The command completed with exit code 1.]")).toBeNull();
});

test.each<[string, number | null]>([
  ["output\n[The command completed with exit code 127.]", 127],
  ["<returncode>1</returncode>\n<output>\nx</output>", 1],
  ["an ERROR: amid the text", null],
])("the exit code of %j", (text, code) => {
  expect(readExitCode([buildResult(text)], text)).toBe(code);
  expect(readFailure([buildResult(text)], text)).toBe(code === null ? null : "exit_code");
});
