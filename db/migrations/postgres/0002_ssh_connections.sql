ALTER TABLE "attempts" ADD COLUMN "swept_at" bigint;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "port" integer;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "key_file" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "host_key" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "ssh_config" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "script_path" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "forced_command" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "load_balancer" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "time_outs" text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "last_test" text;--> statement-breakpoint
CREATE INDEX "attempts_to_sweep" ON "attempts" USING btree ("manager_identity","ended_at") WHERE "attempts"."ended_at" is not null and "attempts"."released_at" is not null and "attempts"."swept_at" is null;