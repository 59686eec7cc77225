import type { PreparedTask } from "#lib/imports/prepare-task";

/** The ids of a file so far, each with the beginning of its first content's hash: about 120 bytes a record. */
export type SeenContents = Map<string, number>;

/** As many hexadecimal digits as a number holds exactly. */
const keptDigits = 13;

/** Whether a record is the first of its id in the file, the same again, or one with other content. Remembers the first. */
export function compareWithSeen(seen: SeenContents, { task, contentHash }: PreparedTask): "first" | "same" | "other" {
  const content = Number.parseInt(contentHash.slice(0, keptDigits), 16);
  const first = seen.get(task.instanceId);
  if (first !== undefined) return first === content ? "same" : "other";
  seen.set(task.instanceId, content);
  return "first";
}
