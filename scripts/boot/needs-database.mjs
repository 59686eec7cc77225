// @ts-check
const pureCommands = ["parse-log", "grade", "derive-tests"];

/** Whether an `assay` command reads or writes one: all do but some, and none that only tells how it is used. @param {readonly string[]} args */
export function needsDatabase(args) {
  return !asksForHelp(args) && !pureCommands.includes(args[0] ?? "");
}

/** Not `--version`, which commands have for what they work on. @param {readonly string[]} args */
function asksForHelp(args) {
  return args.length === 0 || args[0] === "help" || args.some((arg) => arg === "--help" || arg === "-h");
}
