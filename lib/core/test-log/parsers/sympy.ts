import { lineParser, stateless } from "../log-parser.ts";

/**
 * The rules of `parse_log_sympy` (swebench 1 to 5): `test_x ok`, `F` or `E`, by the bare name of the function, and
 * `path.py:name` over each traceback. The verdict on the file that follows the last test of a file is passed over.
 * Letters for skipped and expected failures are not read, as the harness does not.
 */
export const sympy = lineParser({
  name: "sympy",
  serves: "Python: sympy's bin/test --verbose",
  harnessNames: ["parse_log_sympy"],
  banner: /^=+ test process starts =+$/u,
  sign: /^test_\w+ (?:.* )?(?:ok|[FE])\s*(?:\[(?:OK|FAIL)\])?$/u,
  start: stateless,
  rules: [
    [
      /^_+ (\S.*\S) _+$/u,
      ([, name = ""], log) => {
        if (name.includes(".py:")) log.add(name, "FAILED");
      },
    ],
    [
      /^\s*(test_\S*) (?:.* )?(ok|F|E)\s*(?:\[(?:OK|FAIL)\]\s*)?$/u,
      ([, name = "", letter = ""], log) => log.add(name, statuses[letter]),
    ],
  ],
});

const statuses: Readonly<Record<string, "PASSED" | "FAILED" | "ERROR">> = { ok: "PASSED", F: "FAILED", E: "ERROR" };
