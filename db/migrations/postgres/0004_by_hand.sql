CREATE TABLE "pasted_readings" (
	"connection_id" text NOT NULL,
	"unit" text NOT NULL,
	"reading" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "pasted_readings_pk" PRIMARY KEY("connection_id","unit")
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;