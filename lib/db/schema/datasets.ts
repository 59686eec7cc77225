import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

export const datasets = pgTable("datasets", {
  /** What URLs and the command line say: lower-case letters, digits, `-`, `_` and `.`. */
  slug: text().primaryKey(),
  title: text().notNull(),
  description: text().notNull().default(""),
  /** Where `owner/name` repositories live, like `https://github.com`; null where nowhere on the web. */
  forgeUrl: text("forge_url"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
