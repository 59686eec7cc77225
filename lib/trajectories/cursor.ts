import type { TrajectorySortKey } from "#lib/core/trajectory/list";
import { type Cursor, parseCursor, type SortType } from "#lib/lists/cursor";
import type { TrajectoryOrder } from "#lib/trajectories/list-model";

/** Undefined for text that is no cursor, or one of a list of trajectories in another order. */
export function parseTrajectoryCursor(
  text: string | null,
  order: TrajectoryOrder,
): Cursor<TrajectorySortKey> | undefined {
  return parseCursor(text, order, trajectorySortType(order.sort));
}

export function trajectorySortType(sort: TrajectorySortKey): SortType {
  switch (sort) {
    case "importedAt":
      return "timestamptz";
    case "dataset":
    case "instanceId":
    case "model":
    case "scaffold":
    case "verdict":
    case "exitStatus":
      return "text";
    case "tokens":
      return "bigint";
    case "costUsd":
    case "durationSeconds":
      return "double precision";
    default:
      return "integer";
  }
}
