CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acts" (
	"key" text PRIMARY KEY NOT NULL,
	"input_hash" text NOT NULL,
	"recovery_id" text NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app_meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"recovery_id" text NOT NULL,
	"leg" integer NOT NULL,
	"step" text NOT NULL,
	"connection_id" text NOT NULL,
	"manager_identity" text NOT NULL,
	"unit" text NOT NULL,
	"command_name" text NOT NULL,
	"command" text NOT NULL,
	"argv" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"based_on" text,
	"status" text NOT NULL,
	"owner" text,
	"epoch" integer NOT NULL,
	"lease_until" bigint,
	"identity" text,
	"boot_id" text,
	"before_reading" text,
	"launched_at" bigint,
	"ended_at" bigint,
	"output_bytes" bigint NOT NULL,
	"released_at" bigint
);
--> statement-breakpoint
CREATE TABLE "chain_heads" (
	"name" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"transport" text NOT NULL,
	"host" text,
	"login_user" text,
	"vmiunit_path" text NOT NULL,
	"jobs_dir" text NOT NULL,
	"charset" text NOT NULL,
	"identity" text,
	"press_limit_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"owner_id" text NOT NULL,
	"form" text NOT NULL,
	"form_values" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "drafts_pk" PRIMARY KEY("owner_id","form")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"recovery_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"v" integer NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"body" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_pk" PRIMARY KEY("recovery_id","seq")
);
--> statement-breakpoint
CREATE TABLE "output_chunks" (
	"attempt_id" text NOT NULL,
	"start_byte" bigint NOT NULL,
	"end_byte" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "output_chunks_pk" PRIMARY KEY("attempt_id","start_byte")
);
--> statement-breakpoint
CREATE TABLE "outputs" (
	"attempt_id" text PRIMARY KEY NOT NULL,
	"received_bytes" bigint NOT NULL,
	"total_bytes" bigint,
	"sha256" text
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "recoveries" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"head_hash" text NOT NULL,
	"is_open" boolean NOT NULL,
	"status" text NOT NULL,
	"procedure" text NOT NULL,
	"unit" text NOT NULL,
	"connection_id" text NOT NULL,
	"failed_server" text NOT NULL,
	"new_server" text,
	"driver_id" text NOT NULL,
	"driver_name" text NOT NULL,
	"incident" text,
	"leg" integer NOT NULL,
	"step_no" integer,
	"step_key" text,
	"state" text NOT NULL,
	"waits_for" text NOT NULL,
	"waiting_since" bigint NOT NULL,
	"due_at" bigint,
	"promised_at" bigint,
	"target_at" bigint,
	"open_requests" text NOT NULL,
	"steps_done" integer NOT NULL,
	"steps_total" integer NOT NULL,
	"steps_not_needed" integer NOT NULL,
	"drill" boolean NOT NULL,
	"detected_at" bigint NOT NULL,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_terms" (
	"term" text NOT NULL,
	"is_open" boolean NOT NULL,
	"started_at" bigint NOT NULL,
	"recovery_id" text NOT NULL,
	CONSTRAINT "recovery_terms_pk" PRIMARY KEY("term","is_open","started_at","recovery_id")
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"recovery_id" text NOT NULL,
	"event_seq" bigint NOT NULL,
	"event_hash" text NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	"hash" text NOT NULL,
	"signature" text
);
--> statement-breakpoint
CREATE TABLE "server_locks" (
	"manager_identity" text NOT NULL,
	"server" text NOT NULL,
	"recovery_id" text NOT NULL,
	CONSTRAINT "server_locks_pk" PRIMARY KEY("manager_identity","server")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"impersonated_by" text,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"connection_id" text NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"load_balancer" text NOT NULL,
	"load_balancer_contact" text,
	"separate_networks" boolean NOT NULL,
	"template" text,
	"wanted_data" text,
	"business_check" text,
	"target_minutes" integer,
	"request_due_minutes" integer,
	"who_must_be_told" text NOT NULL,
	"contacts" text NOT NULL,
	"servers" text NOT NULL,
	CONSTRAINT "units_pk" PRIMARY KEY("connection_id","name")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"username" text,
	"display_username" text,
	"role" text,
	"banned" boolean,
	"ban_reason" text,
	"ban_expires" timestamp with time zone,
	"locale" text,
	"theme" text,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acts" ADD CONSTRAINT "acts_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "output_chunks" ADD CONSTRAINT "output_chunks_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_terms" ADD CONSTRAINT "recovery_terms_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seals" ADD CONSTRAINT "seals_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server_locks" ADD CONSTRAINT "server_locks_recovery_id_recoveries_id_fk" FOREIGN KEY ("recovery_id") REFERENCES "public"."recoveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_of_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_unit_lock" ON "attempts" USING btree ("manager_identity","unit") WHERE "attempts"."released_at" is null;--> statement-breakpoint
CREATE INDEX "attempts_unsettled" ON "attempts" USING btree ("requested_at","id") WHERE "attempts"."released_at" is null;--> statement-breakpoint
CREATE INDEX "attempts_of_recovery" ON "attempts" USING btree ("recovery_id");--> statement-breakpoint
CREATE INDEX "attempts_left_behind" ON "attempts" USING btree ("manager_identity","id") WHERE "attempts"."status" = 'settled' and "attempts"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "attempts_usual" ON "attempts" USING btree ("unit","command_name","ended_at");--> statement-breakpoint
CREATE INDEX "recoveries_in_order" ON "recoveries" USING btree ("is_open","started_at","id");--> statement-breakpoint
CREATE INDEX "recoveries_of_unit" ON "recoveries" USING btree ("unit","is_open","started_at","id");--> statement-breakpoint
CREATE INDEX "recoveries_ended" ON "recoveries" USING btree ("is_open","ended_at","id");--> statement-breakpoint
CREATE INDEX "recoveries_changed" ON "recoveries" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "recovery_terms_of_recovery" ON "recovery_terms" USING btree ("recovery_id");--> statement-breakpoint
CREATE INDEX "seals_of_recovery" ON "seals" USING btree ("recovery_id","event_seq");--> statement-breakpoint
CREATE INDEX "server_locks_of_recovery" ON "server_locks" USING btree ("recovery_id");--> statement-breakpoint
CREATE INDEX "session_of_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");