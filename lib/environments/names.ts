import type { KnownTarget, NamedTarget, RuleTarget } from "#lib/environments/model";

export function describeTarget(target: NamedTarget): string {
  switch (target.scope) {
    case "task":
      return `${target.instanceId} of ${target.dataset}`;
    case "repository":
      return target.version === null ? target.repo : `${target.repo} ${target.version}`;
    case "language":
      return target.language;
  }
}

/** As much of a hash as is shown and linked: enough to tell the environments of any installation apart. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

/** A target without the names that its id stands for, as a rule is set for it. */
export function bareTarget(target: KnownTarget): RuleTarget {
  return target.scope === "task" ? { scope: target.scope, taskId: target.taskId } : target;
}
