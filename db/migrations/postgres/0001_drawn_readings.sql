CREATE TABLE "drawn_readings" (
	"id" text PRIMARY KEY NOT NULL,
	"reading" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "drawn_readings_by_age" ON "drawn_readings" USING btree ("at");