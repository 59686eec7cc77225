import type { Environment } from "../environment/model.ts";

export interface ImageSubject {
  readonly environment: Environment;
  /** Where the repository is cloned from; null where the image has it at the base commit already. */
  readonly repositoryUrl: string | null;
  readonly baseCommit: string;
}

export interface ImageFiles {
  readonly dockerfile: string;
  /** The set-up of the environment, to lie beside the Dockerfile as `setup.sh`; null where there is none. */
  readonly setup: string | null;
}

const needed = ["ca-certificates", "git", "patch"];

/** Nothing that came after the base commit may be found in the repository: the fix is there. Older tags stay, for versions. */
const cloneOfThePast = [
  'git clone --quiet -- "$1" "$2"',
  'cd "$2"',
  'git reset --quiet --hard "$3"',
  "git remote remove origin",
  "git for-each-ref --format='delete %(refname)' --no-merged HEAD | git update-ref --stdin",
  "rm -f .git/ORIG_HEAD",
  "git reflog expire --expire=now --all",
  "git gc --quiet --prune=now",
].join(" && ");

/**
 * The image of a task for others to build. What comes from the task stands in JSON arrays, as arguments of a fixed
 * command, where neither Docker nor a shell reads anything into it; commands of the environment stand in a script.
 */
export function composeImage({ environment, repositoryUrl, baseCommit }: ImageSubject): ImageFiles {
  const { baseImage, packages, setup, env, workdir } = environment;
  const hasRepository = repositoryUrl === null;
  const installed = hasRepository ? packages : [...new Set([...needed, ...packages])].sort();
  const lines = [
    `FROM ${baseImage}`,
    ...Object.entries(env).map(([name, value]) => `ENV ${name}=${quoteForDocker(value)}`),
    ...(installed.length > 0
      ? [
          run(
            `apt-get update && apt-get install -y --no-install-recommends ${installed.join(" ")} && rm -rf /var/lib/apt/lists/*`,
          ),
        ]
      : []),
    ...(setup.length > 0 ? ['COPY ["setup.sh", "/opt/assay/setup.sh"]', run("sh /opt/assay/setup.sh")] : []),
    ...(hasRepository ? [] : [run(cloneOfThePast, repositoryUrl, workdir, baseCommit)]),
    `WORKDIR ${workdir}`,
  ];
  return {
    dockerfile: `${lines.join("\n")}\n`,
    setup: setup.length > 0 ? ["#!/bin/sh", "set -e", ...setup, ""].join("\n") : null,
  };
}

/** A command with what it is about as its arguments `$1`, `$2` … */
function run(command: string, ...values: readonly string[]): string {
  return `RUN ${JSON.stringify(["/bin/sh", "-c", command, ...(values.length > 0 ? ["sh", ...values] : [])])}`;
}

/** Docker replaces variables in double quotes and ends a line at a line break, whatever stands around it. */
function quoteForDocker(value: string): string {
  return `"${value.replaceAll(/[\r\n]+/g, " ").replaceAll(/["\\$]/g, (mark) => `\\${mark}`)}"`;
}
