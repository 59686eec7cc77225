import { isJsonList, isJsonObject, type JsonObject, type JsonValue, withoutNulls } from "./fields.ts";
import { noMetrics } from "./metrics.ts";
import type { Agent, Trajectory, TrajectoryFormat } from "./model.ts";

/** An agent of which only what a source says needs to be given. */
export function agentOf(agent: Partial<Agent>): Agent {
  return { scaffold: null, version: null, model: null, parameters: {}, toolDefinitions: [], extra: {}, ...agent };
}

/** A trajectory of which only what a source says needs to be given. */
export function trajectoryOf(
  format: TrajectoryFormat,
  given: Partial<Trajectory> & Pick<Trajectory, "steps">,
): Trajectory {
  return {
    format,
    formatVersion: null,
    instanceId: null,
    trajectoryId: null,
    sessionId: null,
    attempt: null,
    agent: agentOf({}),
    exitStatus: null,
    isResolved: null,
    finalPatch: null,
    totals: noMetrics,
    notes: null,
    continuedIn: null,
    subagents: [],
    extra: {},
    ...given,
  };
}

const secretName = /^(?:.*_)?(?:api_key|secret_access_key|access_key_id|session_token|password)$/iu;

/** A configuration without nulls and without its keys and passwords, masked or not. */
export function withoutSecrets(config: JsonObject): JsonObject {
  return withoutNulls(
    Object.fromEntries(
      Object.entries(config)
        .filter(([name]) => !secretName.test(name))
        .map(([name, value]) => [name, withoutSecretsIn(value)]),
    ),
  );
}

function withoutSecretsIn(value: JsonValue): JsonValue {
  if (isJsonList(value)) return value.map(withoutSecretsIn);
  return isJsonObject(value) ? withoutSecrets(value) : value;
}
