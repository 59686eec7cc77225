import { createLoader, parseAsStringLiteral } from "nuqs/server";

export const runTabs = [
  { id: "log", label: "Log" },
  { id: "tests", label: "Tests" },
  { id: "patch", label: "Patch" },
] as const;
export type RunTab = (typeof runTabs)[number]["id"];

export const loadRunTab = createLoader({
  tab: parseAsStringLiteral(runTabs.map((tab) => tab.id)).withDefault("log"),
});
