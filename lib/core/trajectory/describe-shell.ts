import type { FileEffect } from "../shell/model.ts";
import { readCommand } from "../shell/read-command.ts";
import type { Action, EditAction } from "./action.ts";
import { describePatch } from "./describe-patch.ts";
import { describeTextCommand } from "./describe-text-command.ts";

const handsIn = /COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT|MINI_SWE_AGENT_FINAL_OUTPUT/u;

/** The command, then the files that it is seen to write; a command of SWE-agent's own by what it does instead. */
export function describeShell(command: string): readonly Action[] {
  const own = describeTextCommand(command);
  if (own) return own;
  const edits = readCommand(command).effects.flatMap(describeEffect);
  const finish: readonly Action[] = handsIn.test(command) ? [{ kind: "finish", message: null }] : [];
  return [{ kind: "command", language: "shell", command }, ...edits, ...finish];
}

function describeEffect(effect: FileEffect): readonly EditAction[] {
  switch (effect.type) {
    case "write":
      return [
        {
          kind: "edit",
          path: effect.path,
          edit: effect.text === null ? { type: "unknown" } : { type: "create", text: effect.text },
        },
      ];
    case "move":
    case "copy":
      return [{ kind: "edit", path: effect.to, edit: { type: "unknown" } }];
    case "patch":
      return describePatch(effect.patch);
    case "any":
      return [];
    default:
      return [{ kind: "edit", path: effect.path, edit: { type: "unknown" } }];
  }
}
