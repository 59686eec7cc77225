import { expect, test } from "vitest";
import { isCapStatus } from "./exit-status.ts";

test.each([
  "exit_cost",
  "submitted (exit_context)",
  "submitted (exit_total_execution_time)",
  "LimitsExceeded",
  "TimeExceeded",
  "ContextWindowExceededError",
  "RuntimeError: Agent reached maximum iteration in headless mode. Current iteration: 50, max iteration: 50",
  "max_turns",
  "max_step_limit",
  "token_limit",
  "Agent reached maximum budget for task",
])("%s is a limit", (status) => {
  expect(isCapStatus(status)).toBe(true);
});

test.each([
  null,
  "",
  "submitted",
  "Submitted",
  "early_exit",
  "exit_forfeit",
  "exit_format",
  "InternalServerError",
  "Timeout",
  "RepeatedFormatError",
  "finished",
])("%s is none", (status) => {
  expect(isCapStatus(status)).toBe(false);
});
