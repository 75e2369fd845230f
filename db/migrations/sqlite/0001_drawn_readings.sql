CREATE TABLE `drawn_readings` (
	`id` text PRIMARY KEY NOT NULL,
	`reading` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drawn_readings_by_age` ON `drawn_readings` (`at`);