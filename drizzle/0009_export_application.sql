ALTER TABLE "exports" ADD COLUMN "application" text;--> statement-breakpoint
ALTER TABLE "export_chunks" DROP COLUMN "position";