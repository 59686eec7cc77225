DROP INDEX "environment_rules_task_idx";--> statement-breakpoint
DROP INDEX "environment_rules_repo_idx";--> statement-breakpoint
DROP INDEX "environment_rules_language_idx";--> statement-breakpoint
CREATE INDEX "environment_rules_environment_idx" ON "environment_rules" USING btree ("environment_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "environment_rules_task_idx" ON "environment_rules" USING btree ("task_id") WHERE "environment_rules"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "environment_rules_repo_idx" ON "environment_rules" USING btree ("repo",coalesce("version", '')) WHERE "environment_rules"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "environment_rules_language_idx" ON "environment_rules" USING btree ("language") WHERE "environment_rules"."ended_at" is null;