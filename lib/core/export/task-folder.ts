import type { Environment } from "../environment/model.ts";
import type { Task } from "../task/model.ts";

/** A file of an archive, with `/` in its path. */
export interface FolderFile {
  readonly name: string;
  readonly content: string;
  readonly isExecutable?: boolean;
}

/** What the formats of one folder a task are written from. */
export interface FolderSubject {
  readonly dataset: string;
  /** The task's name as a folder. */
  readonly folder: string;
  readonly task: Task;
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly environment: Environment;
  /** Null where the image holds the repository at the base commit already. */
  readonly repositoryUrl: string | null;
  /** The script that came with the task, where one did; else it is made from the environment. */
  readonly evalScript: string | null;
  /** As harnesses call the parser of its log, the best name first. */
  readonly harnessParsers: readonly string[];
}
