import { formatAmount, formatBytes, formatCount, formatDuration } from "#lib/format";
import type { ValidationEstimate } from "#lib/runs/estimate";
import type { ImageOutlook } from "#lib/runs/image-outlook";

/** What cannot be known is said to be unknown, here and below. */
export function describeTime({ tasks, time, workers }: Pick<ValidationEstimate, "tasks" | "time" | "workers">): string {
  if (!time) return "Unknown: no run has come to its end yet";
  const runs = `${formatDuration(time.runSeconds)} of runs`;
  const span =
    time.wallSeconds === null
      ? `Unknown, nothing can run them now; ${runs}`
      : `About ${formatDuration(time.wallSeconds)} on ${formatAmount(workers.slots, "slot")}, ${runs}`;
  const guessed = tasks - time.knownTasks;
  if (guessed === 0) return span;
  if (tasks === 1) return `${span}; its repository has not been run yet and is taken for average`;
  const those = guessed === tasks ? "their repositories" : `the repositories of ${formatCount(guessed)}`;
  return `${span}; ${those} have not been run yet and are taken for average`;
}

/** That tasks are asked for twice. */
export function describeAsked({ tasks, alreadyAsked }: Pick<ValidationEstimate, "tasks" | "alreadyAsked">): string {
  if (tasks === 1) return "The task waits or runs in another validation already";
  return `${formatCount(alreadyAsked)} of the tasks ${alreadyAsked === 1 ? "waits or runs" : "wait or run"} in another validation already`;
}

export function describeImages({ ready, missing, unknownTasks, meanBuildSeconds }: ImageOutlook): string {
  const each = missing === 1 ? "" : " each";
  const pace = meanBuildSeconds === null ? "" : `, about ${formatDuration(meanBuildSeconds)}${each}`;
  const parts = [
    ready > 0 ? `${formatCount(ready)} ready` : "",
    missing > 0 ? `${formatCount(missing)} to be built${pace}` : "",
    unknownTasks > 0 ? `those of ${formatAmount(unknownTasks, "task")} are found out when they are run` : "",
  ];
  return joinSentence(parts);
}

export function describeDisk({ ready, missing, unknownTasks, readyBytes, meanBytes }: ImageOutlook): string {
  const expected =
    meanBytes === null ? "unknown for those to be built" : `about ${formatBytes(missing * meanBytes)} more`;
  const mean = meanBytes === null ? "unknown" : `${formatBytes(meanBytes)} on average`;
  const parts = [
    ready > 0 ? `${formatBytes(readyBytes)} of the ready ones` : "",
    missing > 0 ? expected : "",
    unknownTasks > 0 ? `${mean} for each image found out later` : "",
  ];
  return joinSentence(parts);
}

function joinSentence(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== "").join("; ") || "none";
  return text.charAt(0).toUpperCase() + text.slice(1);
}
