import { createLoader, createParser, parseAsInteger, parseAsStringLiteral } from "nuqs/server";

/** Text that the database can look for. */
const parseAsWords = createParser({
  parse: (text) => (text.includes("\0") ? null : text.slice(0, 300)),
  serialize: String,
});

export const listTabs = [
  { id: "rules", label: "Rules" },
  { id: "environments", label: "Environments" },
  { id: "images", label: "Images" },
] as const;
export type ListTab = (typeof listTabs)[number]["id"];

export const loadListParams = createLoader({
  tab: parseAsStringLiteral(listTabs.map(({ id }) => id)).withDefault("rules"),
  q: parseAsWords.withDefault(""),
  after: parseAsWords,
});

/** The address of a list, without what it says by itself. */
export function listHref(tab: ListTab, params: { readonly q?: string; readonly after?: string } = {}): string {
  const known = { tab: tab === "rules" ? "" : tab, ...params };
  const said = Object.entries(known).filter(([, value]) => value !== "");
  return `/settings/environments${said.length > 0 ? `?${new URLSearchParams(said)}` : ""}`;
}

export const detailTabs = [
  { id: "overview", label: "Overview" },
  { id: "specification", label: "Specification" },
  { id: "compare", label: "Compare" },
] as const;
export type DetailTab = (typeof detailTabs)[number]["id"];

export const loadDetailParams = createLoader({
  tab: parseAsStringLiteral(detailTabs.map(({ id }) => id)).withDefault("overview"),
  /** The environment to compare with. */
  with: parseAsWords,
});

export const loadEditorParams = createLoader({
  /** The environment that a new version is made of. */
  from: parseAsWords,
  /** The rule that was looked at before. */
  rule: parseAsInteger,
  template: parseAsWords,
});
