import type { CallResult } from "./model.ts";

/** Why a call counts as failed: the tool says so, the scaffold refused the call, or the command's exit code is not 0. */
export type Failure = "tool" | "refused" | "exit_code";

/** How scaffolds begin their answer to a call that they could not carry out. Words of SWE-agent, OpenHands, mini-swe-agent. */
const refusals: readonly RegExp[] = [
  /^ERROR:\s/u,
  /^(?:Error: )?No replacement was (?:performed|made)|^Text not found|^Your edit was not applied/u,
  /^Your proposed edit has introduced new syntax error/u,
  /^(?:Error: )?(?:Invalid|Missing|Unknown|Unrecognized) (?:[`'"]|parameter|argument|command|tool|function)/u,
  /^(?:Error: )?Parameter .{1,100} is (?:expected|required)/u,
  /^(?:Error: )?(?:Function|Tool) .{1,100} (?:not found|is not available|does not exist)/u,
  /^(?:Error: )?Error (?:validating|parsing|executing) /u,
  /^Your (?:command|output|last (?:command|output)) (?:was not formatted|was blocked|is blocked|could not be parsed)/u,
  /^(?:Operation|Interactive operation) .{1,200} is not supported/u,
  /^Format error|^(?:Please always provide|Expected) EXACTLY ONE /u,
  /^usage: (?:str_replace_editor|edit|insert|open|goto|create) /u,
];
const exitCodes =
  /(?:The command completed with|Command finished with|exited with|finished with) (?:exit )?code:? (-?\d{1,5})|<returncode>(-?\d{1,5})<\/returncode>/gu;

/** Whether the results of a call say that it failed, and how; null where nothing says so. */
export function readFailure(results: readonly CallResult[], output: string): Failure | null {
  if (results.some(({ isError }) => isError)) return "tool";
  if (isRefusal(output)) return "refused";
  const code = readExitCode(results, output);
  return code === null || code === 0 ? null : "exit_code";
}

/** Whether a text is a scaffold's refusal of a call that it could not read or carry out. */
export function isRefusal(text: string): boolean {
  const start = text.slice(0, 400).trimStart();
  return refusals.some((refusal) => refusal.test(start));
}

/** As the source gives it, or as the scaffold wrote it at either end of the text; null where neither does. */
export function readExitCode(results: readonly CallResult[], output: string): number | null {
  const given = results.findLast(({ exitCode }) => exitCode !== null)?.exitCode ?? null;
  if (given !== null) return given;
  const ends = output.length > 600 ? `${output.slice(0, 200)}\n${output.slice(-400)}` : output;
  const last = Array.from(ends.matchAll(exitCodes)).at(-1);
  return last ? Number(last[1] ?? last[2]) : null;
}
