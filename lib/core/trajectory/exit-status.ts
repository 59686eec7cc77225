const caps =
  /exit_?(?:cost|context|total_execution_time|command_timeout)|limits?_?(?:exceeded|reached)|(?:time|cost|token|step|turn|budget|context|window|length)s?_?(?:limit|exceeded|overflow)|max(?:imum)?_?(?:number_of_)?(?:turn|step|iteration|token|budget|cost|time|context)|(?:over|out_of)_?(?:budget|tokens|context|time)|timeouts?_?exceeded|budget_?exhausted|too_?long/u;

/**
 * Whether an exit status says that a limit ended the work: turns, money, tokens, time or the context. Words of SWE-agent
 * (`submitted (exit_cost)`), mini-swe-agent (`LimitsExceeded`), OpenHands ("maximum iteration") and R2E-Gym (`max_step_limit`).
 */
export function isCapStatus(exitStatus: string | null): boolean {
  if (exitStatus === null) return false;
  const words = exitStatus
    .slice(0, 2_000)
    .replace(/([a-z])([A-Z])/gu, "$1_$2")
    .toLowerCase()
    .replace(/[\s-]+/gu, "_");
  return caps.test(words);
}
