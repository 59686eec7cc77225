ALTER TABLE "import_rejects" ADD COLUMN "position" json;--> statement-breakpoint
UPDATE "import_rejects" SET "position" = CASE WHEN "line" IS NULL THEN '{}' ELSE json_build_object('line', "line") END;--> statement-breakpoint
ALTER TABLE "import_rejects" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rejects" DROP COLUMN "line";
