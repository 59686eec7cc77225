import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/core/environment/canonical-json";
import { type Environment, type ImageSpec, imageSpecOf } from "#lib/core/environment/model";

/** Names everything that an environment says. */
export function environmentHash(environment: Environment): string {
  return hashOf("environment", environment);
}

/** Names what its image depends on: environments with the same one share the image. */
export function imageHash(environment: Environment): string {
  return specHash(imageSpecOf(environment));
}

export function specHash(spec: ImageSpec): string {
  return hashOf("image", spec);
}

/** The hash itself; anything else could be the path of something else. */
export function checkHash(hash: string): string {
  if (/^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new Error("The hash of an image has 64 hexadecimal digits");
}

/** The leading word changes when an older hash would no longer mean the same. */
function hashOf(kind: "environment" | "image", value: unknown): string {
  return createHash("sha256")
    .update(`assay-${kind}-1\n${canonicalJson(value)}`)
    .digest("hex");
}
