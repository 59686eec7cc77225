import { createLoader, createSerializer, parseAsArrayOf, parseAsBoolean, parseAsStringLiteral } from "nuqs/server";
import { itemStates, outcomes, reviewSubjects } from "#lib/core/review/model";
import { parseAsRowId, parseAsStorableText } from "#lib/lists/params";

/** What `/review/new` starts with: the filter of a list, or what was picked there. */
export const loadNewProjectParams = createLoader({
  subject: parseAsStringLiteral(reviewSubjects).withDefault("tasks"),
  ids: parseAsArrayOf(parseAsRowId).withDefault([]),
  filter: parseAsStorableText.withDefault(""),
});

export const projectTabs = ["items", "guidelines", "form", "history"] as const;
export type ProjectTab = (typeof projectTabs)[number];

const projectPageParsers = {
  tab: parseAsStringLiteral(projectTabs).withDefault("items"),
  state: parseAsStringLiteral(itemStates),
  outcome: parseAsStringLiteral(outcomes),
  changed: parseAsBoolean.withDefault(false),
  q: parseAsStorableText.withDefault(""),
  /** The position of the last item of the page before. */
  cursor: parseAsRowId,
};

export const loadProjectPageParams = createLoader(projectPageParsers);
export const serializeProjectPageParams = createSerializer(projectPageParsers);
export type ProjectPageParams = Awaited<ReturnType<typeof loadProjectPageParams>>;
