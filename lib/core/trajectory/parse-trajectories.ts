import { isDeeperThan, maxJsonDepth } from "../json.ts";
import { describeUnread } from "./describe-unread.ts";
import { detectTrajectoryFormat } from "./detect-format.ts";
import { isJsonList, isJsonObject, type JsonValue, ProblemList, type TrajectoryProblem } from "./fields.ts";
import { readAtif } from "./formats/atif.ts";
import { readAutoCodeRover } from "./formats/auto-code-rover.ts";
import { readMessages } from "./formats/messages.ts";
import { readMiniSweAgent } from "./formats/mini-swe-agent.ts";
import { readOpenHands } from "./formats/openhands.ts";
import { readOpenHandsSdk } from "./formats/openhands-sdk.ts";
import { readR2eGym } from "./formats/r2e-gym.ts";
import { readSweAgent } from "./formats/swe-agent.ts";
import type { Trajectory, TrajectoryFormat } from "./model.ts";

export interface ParsedTrajectories {
  /** One for each attempt that the record holds; none where it is no trajectory. */
  readonly value: readonly Trajectory[];
  readonly problems: readonly TrajectoryProblem[];
}

type Reader = (value: JsonValue, problems: ProblemList) => readonly Trajectory[];

const readers: Readonly<Record<TrajectoryFormat, Reader>> = {
  atif: readAtif,
  "swe-agent": readSweAgent,
  "mini-swe-agent": readMiniSweAgent,
  openhands: readOpenHands,
  "openhands-sdk": readOpenHandsSdk,
  messages: readMessages,
  "r2e-gym": readR2eGym,
  "auto-code-rover": readAutoCodeRover,
};

/**
 * Reads one record, or one JSON file, in any published format of trajectories. Never throws and loses no step: what cannot
 * be understood becomes a step that keeps it as `extra.unread`, with a problem. A record that is no trajectory gives none,
 * and one problem that says what it seems to be.
 */
export function parseTrajectories(value: unknown): ParsedTrajectories {
  if (isDeeperThan(value, maxJsonDepth)) {
    const problem = { path: "", expected: `values nested at most ${maxJsonDepth} deep`, found: "deeper ones" };
    return { value: [], problems: [problem] };
  }
  const format = detectTrajectoryFormat(value);
  if (format === null || !(isJsonObject(value) || isJsonList(value))) {
    return { value: [], problems: [{ path: "", expected: "a trajectory", found: describeUnread(value) }] };
  }
  const problems = new ProblemList();
  return { value: readers[format](value, problems), problems: problems.list() };
}
