import type { EnvironmentInput } from "#lib/core/environment/model";

/** A specification that has no more than it must. */
export function sampleEnvironment(changes: Partial<EnvironmentInput> = {}): EnvironmentInput {
  return { baseImage: "debian:bookworm", test: { command: "make test" }, parser: "pytest", ...changes };
}
