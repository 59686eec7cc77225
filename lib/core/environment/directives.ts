import { parsePatch } from "../patch/parse-patch.ts";
import { type DirectiveStyle, filesPlaceholder } from "./model.ts";

/** Files that a test patch changes and no test runner takes as a test. */
const notTests = /\.(?:json|png|csv|txt|md|jpg|jpeg|pkl|yml|yaml|toml)$/u;

/**
 * The tests that a test patch changes or adds, as a runner wants them named, in the order of the patch and each once. Deleted
 * files and data files are left out, as the SWE-bench harness does. `modules` are Django's: `tests/a/b.py` is `a.b`. Never throws.
 */
export function testDirectives(testPatch: string, style: DirectiveStyle): string[] {
  if (style === "none") return [];
  const paths = parsePatch(testPatch)
    .value.filter((file) => file.kind !== "deleted")
    .map((file) => file.newPath)
    .filter((path): path is string => path !== null && !notTests.test(path));
  return [...new Set(paths.map(style === "modules" ? moduleOf : fileOf))];
}

/** The command with its `{files}` replaced by the directives, each quoted; without the placeholder, the command as it is. */
export function fillTestCommand(command: string, directives: readonly string[]): string {
  const quoted = directives.map(quoteForShell).join(" ");
  return command.replaceAll(filesPlaceholder, () => quoted);
}

/** One word of a POSIX shell command that means exactly this text; NUL, which no word can hold, is dropped. */
export function quoteForShell(text: string): string {
  const word = text.replaceAll("\0", "");
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A name that starts with a dash would be an option. */
function fileOf(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

function moduleOf(path: string): string {
  return path
    .replace(/\.py$/u, "")
    .replace(/^tests\//u, "")
    .replaceAll("/", ".");
}
