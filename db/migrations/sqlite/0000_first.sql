CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_of_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `acts` (
	`key` text PRIMARY KEY NOT NULL,
	`input_hash` text NOT NULL,
	`recovery_id` text NOT NULL,
	`seq` integer NOT NULL,
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `app_meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`recovery_id` text NOT NULL,
	`leg` integer NOT NULL,
	`step` text NOT NULL,
	`connection_id` text NOT NULL,
	`manager_identity` text NOT NULL,
	`unit` text NOT NULL,
	`command_name` text NOT NULL,
	`command` text NOT NULL,
	`argv` text NOT NULL,
	`requested_at` integer NOT NULL,
	`based_on` text,
	`status` text NOT NULL,
	`owner` text,
	`epoch` integer NOT NULL,
	`lease_until` integer,
	`identity` text,
	`boot_id` text,
	`before_reading` text,
	`launched_at` integer,
	`ended_at` integer,
	`output_bytes` integer NOT NULL,
	`released_at` integer,
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_unit_lock` ON `attempts` (`manager_identity`,`unit`) WHERE "attempts"."released_at" is null;--> statement-breakpoint
CREATE INDEX `attempts_unsettled` ON `attempts` (`requested_at`,`id`) WHERE "attempts"."released_at" is null;--> statement-breakpoint
CREATE INDEX `attempts_of_recovery` ON `attempts` (`recovery_id`);--> statement-breakpoint
CREATE INDEX `attempts_left_behind` ON `attempts` (`manager_identity`,`id`) WHERE "attempts"."status" = 'settled' and "attempts"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `attempts_usual` ON `attempts` (`unit`,`command_name`,`ended_at`);--> statement-breakpoint
CREATE TABLE `chain_heads` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`transport` text NOT NULL,
	`host` text,
	`login_user` text,
	`vmiunit_path` text NOT NULL,
	`jobs_dir` text NOT NULL,
	`charset` text NOT NULL,
	`identity` text,
	`press_limit_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`owner_id` text NOT NULL,
	`form` text NOT NULL,
	`form_values` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`owner_id`, `form`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`recovery_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`v` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`recovery_id`, `seq`),
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `output_chunks` (
	`attempt_id` text NOT NULL,
	`start_byte` integer NOT NULL,
	`end_byte` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`attempt_id`, `start_byte`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `outputs` (
	`attempt_id` text PRIMARY KEY NOT NULL,
	`received_bytes` integer NOT NULL,
	`total_bytes` integer,
	`sha256` text,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key_unique` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `recoveries` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	`is_open` integer NOT NULL,
	`status` text NOT NULL,
	`procedure` text NOT NULL,
	`unit` text NOT NULL,
	`connection_id` text NOT NULL,
	`failed_server` text NOT NULL,
	`new_server` text,
	`driver_id` text NOT NULL,
	`driver_name` text NOT NULL,
	`incident` text,
	`leg` integer NOT NULL,
	`step_no` integer,
	`step_key` text,
	`state` text NOT NULL,
	`waits_for` text NOT NULL,
	`waiting_since` integer NOT NULL,
	`due_at` integer,
	`promised_at` integer,
	`target_at` integer,
	`open_requests` text NOT NULL,
	`steps_done` integer NOT NULL,
	`steps_total` integer NOT NULL,
	`steps_not_needed` integer NOT NULL,
	`drill` integer NOT NULL,
	`detected_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recoveries_in_order` ON `recoveries` (`is_open`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recoveries_of_unit` ON `recoveries` (`unit`,`is_open`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recoveries_ended` ON `recoveries` (`is_open`,`ended_at`,`id`);--> statement-breakpoint
CREATE INDEX `recoveries_changed` ON `recoveries` (`changed_at`);--> statement-breakpoint
CREATE TABLE `recovery_terms` (
	`term` text NOT NULL,
	`is_open` integer NOT NULL,
	`started_at` integer NOT NULL,
	`recovery_id` text NOT NULL,
	PRIMARY KEY(`term`, `is_open`, `started_at`, `recovery_id`),
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recovery_terms_of_recovery` ON `recovery_terms` (`recovery_id`);--> statement-breakpoint
CREATE TABLE `seals` (
	`seq` integer PRIMARY KEY NOT NULL,
	`recovery_id` text NOT NULL,
	`event_seq` integer NOT NULL,
	`event_hash` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`signature` text,
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `seals_of_recovery` ON `seals` (`recovery_id`,`event_seq`);--> statement-breakpoint
CREATE TABLE `server_locks` (
	`manager_identity` text NOT NULL,
	`server` text NOT NULL,
	`recovery_id` text NOT NULL,
	PRIMARY KEY(`manager_identity`, `server`),
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `server_locks_of_recovery` ON `server_locks` (`recovery_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	`impersonated_by` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_of_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `units` (
	`connection_id` text NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`load_balancer` text NOT NULL,
	`load_balancer_contact` text,
	`separate_networks` integer NOT NULL,
	`template` text,
	`wanted_data` text,
	`business_check` text,
	`target_minutes` integer,
	`request_due_minutes` integer,
	`who_must_be_told` text NOT NULL,
	`contacts` text NOT NULL,
	`servers` text NOT NULL,
	PRIMARY KEY(`connection_id`, `name`),
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`username` text,
	`display_username` text,
	`role` text,
	`banned` integer,
	`ban_reason` text,
	`ban_expires` integer,
	`locale` text,
	`theme` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);