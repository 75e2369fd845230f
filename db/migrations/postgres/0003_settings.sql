CREATE TABLE "site_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"connection_id" text NOT NULL,
	"unit" text NOT NULL,
	"follows" text NOT NULL,
	"act" text NOT NULL,
	"fields" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "retired_at" bigint;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "retired_at" bigint;--> statement-breakpoint
ALTER TABLE "site_changes" ADD CONSTRAINT "site_changes_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "site_changes_in_turn" ON "site_changes" USING btree ("connection_id","unit","follows");--> statement-breakpoint
CREATE INDEX "site_changes_of_connection" ON "site_changes" USING btree ("connection_id","at");