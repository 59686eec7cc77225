const ending = /(?:\.trajectory)?(?:\.traj)?(?:\.(?:jsonl?|ndjson|parquet|tar|tgz))?(?:\.(?:gz|zst))?$/iu;

/** `owner__name-123` of SWE-bench, `owner__name.commit.kind__id` of SWE-smith. */
const instanceName = /[A-Za-z0-9][\w.-]*__[\w.-]+/u;

/**
 * The instance that a file speaks of whose text does not say: the innermost part of its path that looks like an instance
 * id, else the file's name without its endings.
 */
export function nameInstance(file: string): string {
  const parts = file.split("/").map((part) => part.replace(ending, ""));
  const own = parts.at(-1) ?? "";
  return parts.findLast((part) => instanceName.test(part))?.match(instanceName)?.[0] ?? (own || "unnamed");
}
