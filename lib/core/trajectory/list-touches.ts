import { patchedPaths } from "../patch/leave-out-files.ts";
import type { FileEffect } from "../shell/model.ts";
import type { MadeCall } from "./list-calls.ts";

/** One time that a call read or changed a file, in order. */
export interface FileTouch {
  readonly step: number;
  readonly path: string;
  readonly isEdit: boolean;
  /** It writes the whole file, so that the file may not have been there before. */
  readonly creates: boolean;
}

/** The files that calls read and changed; calls that failed changed nothing. `nameOf` gives a path its name. */
export function listTouches(calls: readonly MadeCall[], nameOf: (path: string) => string): readonly FileTouch[] {
  return calls.flatMap((made) =>
    pathsOf(made).map(({ path, ...touch }) => ({ step: made.step, path: nameOf(path), ...touch })),
  );
}

/** Every path that calls name, as it is given. */
export function listPaths(calls: readonly MadeCall[]): readonly string[] {
  return calls.flatMap((made) => pathsOf(made).map(({ path }) => path));
}

type Touch = Omit<FileTouch, "step">;

function pathsOf({ actions, facts, failure }: MadeCall): readonly Touch[] {
  if (facts) {
    const views = facts.views.map(({ path }) => read(path));
    return [...views, ...facts.effects.flatMap(touchesOf)];
  }
  if (failure === "tool" || failure === "refused") return [];
  return actions.flatMap((action) => {
    if (action.kind === "view") return action.path === null ? [] : [read(action.path)];
    if (action.kind !== "edit" || action.path === null) return [];
    return [{ path: action.path, isEdit: true, creates: action.edit.type === "create" }];
  });
}

function read(path: string): Touch {
  return { path, isEdit: false, creates: false };
}

function touchesOf(effect: FileEffect): readonly Touch[] {
  switch (effect.type) {
    case "write":
    case "append":
      return [{ path: effect.path, isEdit: true, creates: true }];
    case "move":
      return [
        { path: effect.path, isEdit: true, creates: false },
        { path: effect.to, isEdit: true, creates: true },
      ];
    case "copy":
      return [read(effect.path), { path: effect.to, isEdit: true, creates: true }];
    case "patch":
      return [...patchedPaths(effect.patch)].map((path) => ({ path, isEdit: true, creates: false }));
    case "revert":
    case "any":
      return [];
    default:
      return [{ path: effect.path, isEdit: true, creates: false }];
  }
}
