import type { JsonValue } from "#lib/core/json";
import type { RecordPosition } from "#lib/core/record-position";
import type { TrajectoryProblem } from "#lib/core/trajectory/fields";
import type { Trajectory } from "#lib/core/trajectory/model";
import { parseTrajectories } from "#lib/core/trajectory/parse-trajectories";
import { contentHash } from "#lib/imports/content-hash";
import type { Numbered, ReadItem } from "#lib/imports/importer";
import type { SourceProblem } from "#lib/imports/readers/records";
import { nameInstance } from "#lib/imports/trajectories/name-instance";
import type { SourceDocument } from "#lib/imports/trajectories/open-documents";

/** The trajectories of one record, with what tells whether they are known already. */
export interface PreparedRecord extends Numbered {
  readonly position: RecordPosition;
  /** The record, as JSON. */
  readonly json: string;
  readonly problems: readonly TrajectoryProblem[];
  readonly trajectories: readonly PreparedTrajectory[];
}

export interface PreparedTrajectory {
  readonly instanceId: string;
  readonly contentHash: string;
  readonly trajectory: Trajectory;
  readonly subagents: readonly PreparedTrajectory[];
}

const keptSourceCharacters = 1_000_000;

/** What a JSON value of a file became. `run` parts what two runs of one agent say in the same words. */
export function prepareDocument(
  source: SourceDocument | SourceProblem,
  record: number,
  run: string | null,
): ReadItem<PreparedRecord> {
  const { position } = source;
  if (source.kind === "problem") {
    const { expected, found, source: text = found } = source;
    return {
      kind: "reject",
      reject: { record, position, field: null, expected, found, instanceId: null, source: text },
    };
  }
  const { value, problems } = parseTrajectories(source.value);
  const json = JSON.stringify(source.value);
  if (value.length === 0) return { kind: "reject", reject: rejectDocument(position, record, json, problems) };
  const hash = contentHash([source.value as JsonValue, run]);
  const trajectories = value.map((trajectory, index) => {
    const instanceId = trajectory.instanceId ?? nameInstance(position.file ?? "");
    return prepare(trajectory, instanceId, contentHash([hash, index, instanceId]));
  });
  return { kind: "item", item: { record, position, json, problems, trajectories } };
}

function prepare(trajectory: Trajectory, instanceId: string, hash: string): PreparedTrajectory {
  const subagents = trajectory.subagents.map((subagent, index) =>
    prepare(subagent, subagent.instanceId ?? instanceId, contentHash([hash, "subagent", index])),
  );
  return { instanceId, contentHash: hash, trajectory, subagents };
}

function rejectDocument(
  position: RecordPosition,
  record: number,
  json: string,
  problems: readonly TrajectoryProblem[],
) {
  const [first] = problems;
  return {
    record,
    position,
    field: first?.path || null,
    expected: first?.expected ?? "a trajectory",
    found: first?.found ?? "something else",
    instanceId: null,
    source: json.slice(0, keptSourceCharacters).toWellFormed(),
  };
}
