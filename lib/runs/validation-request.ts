import { createSerializer } from "nuqs/server";
import { z } from "zod";
import { runOptionsSchema } from "#lib/runs/model";
import type { TaskChoice } from "#lib/runs/mutations";
import { loadTaskListParams, taskFilterParsers, taskFilters } from "#lib/tasks/filters";

const mostPicked = 10_000;

/** Tasks as a list names them: those picked, or with null all that its query matches. */
const choiceSchema = z.object({
  ids: z
    .array(
      z
        .int()
        .positive()
        .max(2 ** 31 - 1),
    )
    .min(1, "Pick a task")
    .max(mostPicked, `Pick at most ${mostPicked} tasks, or all that match`)
    .nullable(),
  query: z.string().max(20_000),
});
export type TaskChoiceInput = z.input<typeof choiceSchema>;

export const validationRequestSchema = z.object({ choice: choiceSchema, options: runOptionsSchema });
export type ValidationRequest = z.input<typeof validationRequestSchema>;

const serialize = createSerializer(taskFilterParsers);

/** Picked tasks are meant whatever the list shows by now; of a query only the filters are kept, not order and page. */
export function readTaskChoice({ ids, query }: z.output<typeof choiceSchema>): TaskChoice {
  const params = loadTaskListParams(new URLSearchParams(ids ? "" : query));
  return { ids, filters: taskFilters(params), query: ids ? null : serialize(params).replace(/^\?/, "") };
}
