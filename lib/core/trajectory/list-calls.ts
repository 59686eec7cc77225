import { joinPath } from "../shell/join-path.ts";
import type { CommandFacts } from "../shell/model.ts";
import { readCommand } from "../shell/read-command.ts";
import type { Action } from "./action.ts";
import { resultsText } from "./content-text.ts";
import { describeAction } from "./describe-action.ts";
import type { AgentStep, CallResult, ToolCall, Trajectory } from "./model.ts";
import { type Failure, readFailure } from "./read-failure.ts";

/** A call as it was made: what it does, with its paths made whole, and what came back. */
export interface MadeCall {
  readonly step: number;
  readonly call: ToolCall;
  readonly actions: readonly Action[];
  /** What the shell text does; null for a call of another tool. */
  readonly facts: CommandFacts | null;
  readonly results: readonly CallResult[];
  /** The text of all results. */
  readonly output: string;
  readonly failure: Failure | null;
}

/**
 * Every call of the trajectory in order, copied context left out. Paths follow the folder that the agent's shell is in
 * (mini-swe-agent starts a new shell for every command); an edit that names no file is given the file that the editor
 * shows as open, as in SWE-agent's windowed editor.
 */
export function listCalls(trajectory: Trajectory): readonly MadeCall[] {
  const keepsShell = trajectory.format !== "mini-swe-agent";
  const made: MadeCall[] = [];
  let folder: string | null = null;
  let openFile: string | null = null;
  for (const step of trajectory.steps) {
    if (step.kind !== "agent" || step.isCopiedContext) continue;
    for (const call of step.calls) {
      const results = resultsOf(step, call);
      const output = resultsText(results);
      const [first, ...more] = describeAction(call);
      const facts: CommandFacts | null =
        first?.kind === "command" && first.language === "shell" ? readCommand(first.command, folder) : null;
      openFile = shownFile(output) ?? openedFile(call, first) ?? openFile;
      const start = folder;
      const actions = [first, ...more].flatMap((action) => (action ? [placeAction(action, start, openFile)] : []));
      made.push({ step: step.number, call, actions, facts, results, output, failure: readFailure(results, output) });
      if (keepsShell && facts) folder = facts.folder;
    }
  }
  return made;
}

/** A step with one call takes the results that name none. */
function resultsOf(step: AgentStep, call: ToolCall): readonly CallResult[] {
  const [only] = step.calls;
  return step.results.filter(({ callId }) => callId === call.id || (callId === null && only === call));
}

/** SWE-agent's `open` and `create` make a file the one that later edits are made in. */
function openedFile({ name }: ToolCall, action: Action | undefined): string | null {
  const opens = (action?.kind === "view" && name === "open") || (action?.kind === "edit" && name === "create");
  return opens ? action.path : null;
}

/** The head of SWE-agent's window: `[File: /testbed/src/x.py (94 lines total)]`. */
function shownFile(output: string): string | null {
  const at = output.indexOf("[File: ");
  const end = at === -1 ? -1 : output.indexOf("\n", at);
  const line = at === -1 ? "" : output.slice(at, end === -1 ? at + 4096 : Math.min(end, at + 4096));
  return /^\[File: (.{1,4000}) \(\d{1,9} lines total\)\]/u.exec(line)?.[1] ?? null;
}

function placeAction(action: Action, folder: string | null, openFile: string | null): Action {
  if (action.kind === "edit" || action.kind === "view") {
    const path = action.path ?? openFile;
    return { ...action, path: path === null ? null : joinPath(folder, path) };
  }
  return action;
}
