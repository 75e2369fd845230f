CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`recovery_id` text NOT NULL,
	`leg` integer NOT NULL,
	`request` text NOT NULL,
	`name` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text,
	`owner_id` text NOT NULL,
	`owner_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`completed_at` integer,
	`used_at` integer,
	`removed_at` integer,
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `files_of_recovery` ON `files` (`recovery_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `handoff_links` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`recovery_id` text NOT NULL,
	`leg` integer NOT NULL,
	`request` text NOT NULL,
	`request_no` text NOT NULL,
	`to_name` text NOT NULL,
	`to_mail` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handoff_links_token` ON `handoff_links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `handoff_links_of_recovery` ON `handoff_links` (`recovery_id`,`request_no`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`recovery_id` text NOT NULL,
	`event_seq` integer NOT NULL,
	`leg` integer,
	`request` text,
	`request_no` text,
	`kind` text NOT NULL,
	`locale` text NOT NULL,
	`to_name` text NOT NULL,
	`to_mail` text NOT NULL,
	`cc` text NOT NULL,
	`reply_to` text,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`owner` text,
	`lease_until` integer,
	`repeated` integer DEFAULT false NOT NULL,
	`ended_at` integer,
	`problem` text,
	`problem_detail` text,
	FOREIGN KEY (`recovery_id`) REFERENCES `recoveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_message` ON `mails` (`message_id`);--> statement-breakpoint
CREATE INDEX `mails_to_send` ON `mails` (`next_at`,`id`) WHERE "mails"."status" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `mails_of_recovery` ON `mails` (`recovery_id`,`created_at`);