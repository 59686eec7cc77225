import type { PreparedTask } from "#lib/imports/prepare-task";

/** The ids of a file so far, each with the beginning of its first content's hash: about 100 bytes a record. */
export type SeenContents = Map<string, string>;

const keptCharacters = 16;

/** Whether a record is the first of its id in the file, the same again, or one with other content. Remembers the first. */
export function compareWithSeen(seen: SeenContents, { task, contentHash }: PreparedTask): "first" | "same" | "other" {
  const first = seen.get(task.instanceId);
  if (first !== undefined) return contentHash.startsWith(first) ? "same" : "other";
  seen.set(task.instanceId, contentHash.slice(0, keptCharacters));
  return "first";
}
