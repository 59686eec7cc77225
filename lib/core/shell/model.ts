/** What a shell text does, as far as it can be told without running it. */
export interface CommandFacts {
  /** The first test runner that it starts. */
  readonly testRunner: string | null;
  readonly views: readonly FileView[];
  readonly searches: readonly FileSearch[];
  /** In the order in which they happen. */
  readonly effects: readonly FileEffect[];
  /** Scripts that it runs, by path. */
  readonly scripts: readonly string[];
  /** It prints a diff: of all changes that are not staged, of all that are, or of something less. */
  readonly diff: "whole" | "staged" | "part" | null;
  /** It stages all changes or some of them. */
  readonly stages: "all" | "some" | null;
  /** It moves the commit that a later diff compares with. */
  readonly movesHead: boolean;
  /** The folder in which it leaves the shell; null where that is not said. */
  readonly folder: string | null;
}

export interface FileView {
  readonly path: string;
  readonly firstLine: number | null;
  readonly lastLine: number | null;
  /** All that the shell text prints are these lines of the file, as they are. */
  readonly isVerbatim: boolean;
}

export interface FileSearch {
  readonly query: string;
  readonly path: string | null;
}

/** What happens to files; `text` is null where the command does not tell it. */
export type FileEffect =
  | { readonly type: "write"; readonly path: string; readonly text: string | null }
  | { readonly type: "append"; readonly path: string; readonly text: string | null }
  | { readonly type: "delete"; readonly path: string }
  | { readonly type: "move"; readonly path: string; readonly to: string }
  | { readonly type: "copy"; readonly path: string; readonly to: string }
  /** Changed in a way that cannot be told. */
  | { readonly type: "change"; readonly path: string }
  /** Set back to what it was at the start. */
  | { readonly type: "revert"; readonly path: string }
  | { readonly type: "patch"; readonly patch: string }
  /** Files that cannot be named may have changed. */
  | { readonly type: "any"; readonly reason: string };
