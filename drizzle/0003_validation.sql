CREATE TABLE "environment_rules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "environment_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"task_id" integer,
	"repo" text,
	"version" text,
	"language" text,
	"environment_hash" char(64) NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "environment_rules_key_check" CHECK (num_nonnulls("environment_rules"."task_id", "environment_rules"."repo", "environment_rules"."language") = 1),
	CONSTRAINT "environment_rules_version_check" CHECK ("environment_rules"."version" is null or "environment_rules"."repo" is not null)
);
--> statement-breakpoint
CREATE TABLE "environments" (
	"hash" char(64) PRIMARY KEY NOT NULL,
	"image_hash" char(64) NOT NULL,
	"name" text NOT NULL,
	"spec" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repositories" (
	"repo" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_images" (
	"host" text NOT NULL,
	"driver" text NOT NULL,
	"image_hash" char(64) NOT NULL,
	"state" text NOT NULL,
	"digest" text,
	"size_bytes" bigint,
	"log" text DEFAULT '' NOT NULL,
	"failure" text,
	"build_seconds" integer,
	"built_at" timestamp with time zone,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sandbox_images_host_driver_image_hash_pk" PRIMARY KEY("host","driver","image_hash")
);
--> statement-breakpoint
CREATE TABLE "batch_tasks" (
	"batch_id" uuid NOT NULL,
	"task_id" integer NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"claim_id" uuid,
	"worker_id" uuid,
	"tries" smallint DEFAULT 0 NOT NULL,
	"outcome" text,
	"stage" text,
	"failure_class" text,
	"reason" text,
	"environment_hash" char(64),
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "batch_tasks_batch_id_task_id_pk" PRIMARY KEY("batch_id","task_id"),
	CONSTRAINT "batch_tasks_state_check" CHECK ("batch_tasks"."state" in ('queued', 'running', 'finished', 'failed', 'cancelled')),
	CONSTRAINT "batch_tasks_outcome_check" CHECK ("batch_tasks"."outcome" in ('accepted', 'stopped', 'graded'))
);
--> statement-breakpoint
CREATE TABLE "prediction_sets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dataset" text NOT NULL,
	"name" text NOT NULL,
	"model" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "predictions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "predictions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"set_id" uuid NOT NULL,
	"instance_id" text NOT NULL,
	"task_id" integer,
	"patch" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantined_tests" (
	"task_id" integer NOT NULL,
	"test" text NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quarantined_tests_task_id_test_pk" PRIMARY KEY("task_id","test")
);
--> statement-breakpoint
CREATE TABLE "run_batches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"policy" text NOT NULL,
	"repeats" smallint NOT NULL,
	"driver" text DEFAULT 'auto' NOT NULL,
	"priority" smallint DEFAULT 0 NOT NULL,
	"filter" text,
	"prediction_set_id" uuid,
	"task_count" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "run_batches_kind_check" CHECK ("run_batches"."kind" in ('validation', 'evaluation')),
	CONSTRAINT "run_batches_state_check" CHECK ("run_batches"."state" in ('queued', 'running', 'finished', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "run_log_pieces" (
	"run_id" bigint NOT NULL,
	"position" bigint NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "run_log_pieces_run_id_position_pk" PRIMARY KEY("run_id","position")
);
--> statement-breakpoint
CREATE TABLE "run_logs" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	"size_bytes" bigint NOT NULL,
	"is_truncated" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_tests" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"names" text[] NOT NULL,
	"statuses" text NOT NULL,
	"seconds" real[],
	"lines" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"batch_id" uuid NOT NULL,
	"task_id" integer NOT NULL,
	"kind" text NOT NULL,
	"repeat" smallint NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"prediction_id" bigint,
	"environment_hash" char(64),
	"driver" text,
	"image_digest" text,
	"host" text,
	"exit_code" integer,
	"duration_seconds" real,
	"steps" jsonb,
	"parser" text,
	"resolution" text,
	"failure_class" text,
	"reason" text,
	"test_count" integer,
	"fail_to_pass_statuses" text,
	"pass_to_pass_statuses" text,
	"lists_hash" char(64),
	"other_passed" integer,
	"log_facts" jsonb,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "runs_kind_check" CHECK ("runs"."kind" in ('empty', 'gold', 'model')),
	CONSTRAINT "runs_state_check" CHECK ("runs"."state" in ('queued', 'running', 'finished', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "task_labels" (
	"batch_id" uuid NOT NULL,
	"task_id" integer NOT NULL,
	"policy" text NOT NULL,
	"fail_to_pass" text[] NOT NULL,
	"pass_to_pass" text[] NOT NULL,
	"pass_to_fail" text[] NOT NULL,
	"fail_to_fail" text[] NOT NULL,
	"flaky" text[] NOT NULL,
	"content_hash" char(64) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_labels_batch_id_task_id_pk" PRIMARY KEY("batch_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"process_id" integer NOT NULL,
	"drivers" text[] NOT NULL,
	"problem" text,
	"cpus" real NOT NULL,
	"memory_megabytes" integer NOT NULL,
	"busy_cpus" real DEFAULT 0 NOT NULL,
	"busy_memory_megabytes" integer DEFAULT 0 NOT NULL,
	"tasks_in_hand" integer DEFAULT 0 NOT NULL,
	"load_average" real DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
TRUNCATE "task_facets";--> statement-breakpoint
ALTER TABLE "task_facets" DROP CONSTRAINT "task_facets_dataset_repo_language_status_difficulty_year_pk";--> statement-breakpoint
ALTER TABLE "task_facets" ADD COLUMN "stage" text NOT NULL;--> statement-breakpoint
ALTER TABLE "task_facets" ADD CONSTRAINT "task_facets_pk" PRIMARY KEY("dataset","repo","language","status","stage","difficulty","year");--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "stage" text DEFAULT 'A.2' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "stop_reason" text;--> statement-breakpoint
ALTER TABLE "environment_rules" ADD CONSTRAINT "environment_rules_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "environment_rules" ADD CONSTRAINT "environment_rules_environment_hash_environments_hash_fk" FOREIGN KEY ("environment_hash") REFERENCES "public"."environments"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_tasks" ADD CONSTRAINT "batch_tasks_batch_id_run_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."run_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_tasks" ADD CONSTRAINT "batch_tasks_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_tasks" ADD CONSTRAINT "batch_tasks_environment_hash_environments_hash_fk" FOREIGN KEY ("environment_hash") REFERENCES "public"."environments"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_sets" ADD CONSTRAINT "prediction_sets_dataset_datasets_slug_fk" FOREIGN KEY ("dataset") REFERENCES "public"."datasets"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_set_id_prediction_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."prediction_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantined_tests" ADD CONSTRAINT "quarantined_tests_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_batches" ADD CONSTRAINT "run_batches_prediction_set_id_prediction_sets_id_fk" FOREIGN KEY ("prediction_set_id") REFERENCES "public"."prediction_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_log_pieces" ADD CONSTRAINT "run_log_pieces_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_logs" ADD CONSTRAINT "run_logs_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_tests" ADD CONSTRAINT "run_tests_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_batch_id_run_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."run_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_prediction_id_predictions_id_fk" FOREIGN KEY ("prediction_id") REFERENCES "public"."predictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_environment_hash_environments_hash_fk" FOREIGN KEY ("environment_hash") REFERENCES "public"."environments"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_labels" ADD CONSTRAINT "task_labels_batch_id_run_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."run_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_labels" ADD CONSTRAINT "task_labels_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "environment_rules_task_idx" ON "environment_rules" USING btree ("task_id") WHERE "environment_rules"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "environment_rules_repo_idx" ON "environment_rules" USING btree ("repo","version") WHERE "environment_rules"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "environment_rules_language_idx" ON "environment_rules" USING btree ("language") WHERE "environment_rules"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "environments_image_idx" ON "environments" USING btree ("image_hash");--> statement-breakpoint
CREATE INDEX "batch_tasks_state_idx" ON "batch_tasks" USING btree ("batch_id","state");--> statement-breakpoint
CREATE INDEX "batch_tasks_task_idx" ON "batch_tasks" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "batch_tasks_worker_idx" ON "batch_tasks" USING btree ("worker_id") WHERE "batch_tasks"."state" = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_sets_file_key" ON "prediction_sets" USING btree ("dataset","file_hash","model");--> statement-breakpoint
CREATE UNIQUE INDEX "predictions_set_instance_key" ON "predictions" USING btree ("set_id","instance_id");--> statement-breakpoint
CREATE INDEX "predictions_task_idx" ON "predictions" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "run_batches_created_idx" ON "run_batches" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_batch_task_kind_key" ON "runs" USING btree ("batch_id","task_id","kind",coalesce("prediction_id", 0),"repeat");--> statement-breakpoint
CREATE INDEX "runs_task_idx" ON "runs" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "runs_prediction_idx" ON "runs" USING btree ("prediction_id");--> statement-breakpoint
CREATE INDEX "task_labels_task_idx" ON "task_labels" USING btree ("task_id","created_at");--> statement-breakpoint
CREATE INDEX "tasks_sort_stage_idx" ON "tasks" USING btree ("stage","id");--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_stage_check" CHECK ("tasks"."stage" in ('A.1', 'A.2', 'A.3', 'B.1', 'B.2', 'B.3', 'C.1', 'C.2', 'C.3'));