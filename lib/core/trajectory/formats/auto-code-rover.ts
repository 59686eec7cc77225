import { agentOf, trajectoryOf } from "../agent.ts";
import { nativeDialect } from "../call-dialect.ts";
import { readChat } from "../chat-steps.ts";
import { isJsonList, type JsonValue, type ProblemList } from "../fields.ts";
import type { Trajectory } from "../model.ts";

/** Reads the messages of one round of AutoCodeRover, which calls its searches in plain text. */
export function readAutoCodeRover(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const steps = readChat(isJsonList(value) ? value : [], "", problems, { dialect: nativeDialect });
  return [trajectoryOf("auto-code-rover", { agent: agentOf({ scaffold: "auto-code-rover" }), steps: steps.list() })];
}
