CREATE TABLE `site_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`connection_id` text NOT NULL,
	`unit` text NOT NULL,
	`follows` text NOT NULL,
	`act` text NOT NULL,
	`fields` text NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_changes_in_turn` ON `site_changes` (`connection_id`,`unit`,`follows`);--> statement-breakpoint
CREATE INDEX `site_changes_of_connection` ON `site_changes` (`connection_id`,`at`);--> statement-breakpoint
ALTER TABLE `connections` ADD `retired_at` integer;--> statement-breakpoint
ALTER TABLE `units` ADD `retired_at` integer;