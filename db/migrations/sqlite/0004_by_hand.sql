CREATE TABLE `pasted_readings` (
	`connection_id` text NOT NULL,
	`unit` text NOT NULL,
	`reading` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`connection_id`, `unit`)
);
--> statement-breakpoint
ALTER TABLE `attempts` ADD `by_hand` integer DEFAULT false NOT NULL;