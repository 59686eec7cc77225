/**
 * What a tool call does, whatever the scaffold calls its tools. Paths are as the agent gave them.
 * `null` stands where the call does not say.
 */
export type Action =
  | CommandAction
  | ViewAction
  | EditAction
  | SearchAction
  | { readonly kind: "browse"; readonly url: string | null; readonly text: string }
  | { readonly kind: "think"; readonly thought: string }
  | { readonly kind: "subagent"; readonly prompt: string }
  | { readonly kind: "finish"; readonly message: string | null }
  | { readonly kind: "other" };
export type ActionKind = Action["kind"];

export interface CommandAction {
  readonly kind: "command";
  readonly language: "shell" | "python";
  readonly command: string;
}

export interface ViewAction {
  readonly kind: "view";
  readonly path: string | null;
  readonly firstLine: number | null;
  readonly lastLine: number | null;
}

export interface SearchAction {
  readonly kind: "search";
  readonly query: string;
  readonly path: string | null;
}

export interface EditAction {
  readonly kind: "edit";
  readonly path: string | null;
  readonly edit: Edit;
}

export type Edit =
  | { readonly type: "create"; readonly text: string }
  | { readonly type: "replace"; readonly before: string; readonly after: string }
  /** After line `line`; 0 puts it before the first. */
  | { readonly type: "insert"; readonly line: number; readonly text: string }
  /** Lines `firstLine` to `lastLine`, both included. */
  | { readonly type: "lines"; readonly firstLine: number; readonly lastLine: number; readonly text: string }
  | { readonly type: "patch"; readonly patch: string }
  | { readonly type: "undo" }
  /** An edit whose text the call does not tell. */
  | { readonly type: "unknown" };
