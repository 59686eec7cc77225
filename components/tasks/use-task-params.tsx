"use client";

import { useQueryStates } from "nuqs";
import { createContext, type TransitionStartFunction, useContext } from "react";
import { taskListParsers, taskViewParsers } from "#lib/tasks/filters";

export const TaskTransition = createContext<TransitionStartFunction | undefined>(undefined);

/** The URL as state. A change asks the server for the list anew and can be undone with Back. */
export function useTaskParams() {
  const startTransition = useContext(TaskTransition);
  const [params, setParams] = useQueryStates(
    { ...taskListParsers, ...taskViewParsers },
    { history: "push", shallow: false, scroll: false, startTransition },
  );
  return { params, setParams };
}
