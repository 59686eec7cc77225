export * from "./schema/audit-events.ts";
export * from "./schema/datasets.ts";
export * from "./schema/environments.ts";
export * from "./schema/imports.ts";
export * from "./schema/runs.ts";
export * from "./schema/saved-views.ts";
export * from "./schema/tasks.ts";
export * from "./schema/users.ts";
