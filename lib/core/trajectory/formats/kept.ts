import { type Fields, isJsonObject, type JsonObject } from "../fields.ts";

/** The key under `extra` where Assay keeps what ATIF has no field for. */
const key = "assay";

export interface Kept {
  /** What Assay wrote; null where that is not its own. */
  readonly kept: JsonObject | null;
  /** The `extra` of the source. */
  readonly extra: JsonObject;
}

/** Tells what Assay added to an `extra` from what stood there before. */
export function readKept(fields: Fields, isOwn: (kept: JsonObject) => boolean): Kept {
  const extra = fields.object("extra") ?? {};
  const kept = Object.hasOwn(extra, key) ? extra[key] : undefined;
  if (!isJsonObject(kept) || !isOwn(kept)) return { kept: null, extra };
  const { [key]: _ours, ...rest } = extra;
  const { shadowed, ...own } = kept;
  return { kept: own, extra: shadowed === undefined ? rest : { ...rest, [key]: shadowed } };
}

/** Adds what ATIF has no field for; the `extra` of a source that has our key too is kept below it. */
export function writeKept(extra: JsonObject, kept: JsonObject): { readonly extra?: JsonObject } {
  const { [key]: shadowed, ...rest } = extra;
  const own = shadowed === undefined ? kept : { ...kept, shadowed };
  if (Object.keys(own).length > 0) return { extra: { ...rest, [key]: own } };
  return Object.keys(rest).length > 0 ? { extra: rest } : {};
}
