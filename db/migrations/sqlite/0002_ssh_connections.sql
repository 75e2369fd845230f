ALTER TABLE `attempts` ADD `swept_at` integer;--> statement-breakpoint
CREATE INDEX `attempts_to_sweep` ON `attempts` (`manager_identity`,`ended_at`) WHERE "attempts"."ended_at" is not null and "attempts"."released_at" is not null and "attempts"."swept_at" is null;--> statement-breakpoint
ALTER TABLE `connections` ADD `port` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `key_file` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `host_key` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `ssh_config` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `script_path` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `forced_command` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `load_balancer` text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `time_outs` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `last_test` text;