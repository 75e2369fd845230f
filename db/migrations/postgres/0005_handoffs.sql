CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"recovery_id" text NOT NULL,
	"leg" integer NOT NULL,
	"request" text NOT NULL,
	"name" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text,
	"owner_id" text NOT NULL,
	"owner_name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"completed_at" bigint,
	"used_at" bigint,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "handoff_links" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"recovery_id" text NOT NULL,
	"leg" integer NOT NULL,
	"request" text NOT NULL,
	"request_no" text NOT NULL,
	"to_name" text NOT NULL,
	"to_mail" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint,
	"revoked_by" text
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"recovery_id" text NOT NULL,
	"event_seq" bigint NOT NULL,
	"leg" integer,
	"request" text,
	"request_no" text,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"to_name" text NOT NULL,
	"to_mail" text NOT NULL,
	"cc" text NOT NULL,
	"reply_to" text,
	"facts" text NOT NULL,
	"created_at" bigint NOT NULL,
	"status" text NOT NULL,
	"tries" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"owner" text,
	"lease_until" bigint,
	"repeated" boolean DEFAULT false NOT NULL,
	"ended_at" bigint,
	"problem" text,
	"problem_detail" text
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoff_links" ADD CONSTRAINT "handoff_links_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_of_recovery" ON "files" USING btree ("recovery_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "handoff_links_token" ON "handoff_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "handoff_links_of_recovery" ON "handoff_links" USING btree ("recovery_id","request_no");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_message" ON "mails" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "mails_to_send" ON "mails" USING btree ("next_at","id") WHERE "mails"."status" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "mails_of_recovery" ON "mails" USING btree ("recovery_id","created_at");