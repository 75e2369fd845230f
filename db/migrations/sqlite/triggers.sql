-- The history is append-only by the database itself, whoever writes to it. Applied at every start, so a dropped trigger comes back
-- and a table that a migration had to rebuild keeps its own.
DROP TRIGGER IF EXISTS events_no_update;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'append-only: events are never changed'); END;

DROP TRIGGER IF EXISTS events_no_delete;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'append-only: events are never removed'); END;

-- INSERT OR REPLACE removes the old row without firing the delete trigger where recursive_triggers is off (any other client).
DROP TRIGGER IF EXISTS events_no_replace;
CREATE TRIGGER events_no_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE recovery_id = NEW.recovery_id AND seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM events WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'append-only: events are never replaced'); END;

DROP TRIGGER IF EXISTS events_in_order;
CREATE TRIGGER events_in_order BEFORE INSERT ON events
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM events WHERE recovery_id = NEW.recovery_id), 0)
BEGIN SELECT RAISE(ABORT, 'append-only: an event follows the last one'); END;

DROP TRIGGER IF EXISTS seals_no_update;
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
BEGIN SELECT RAISE(ABORT, 'append-only: seals are never changed'); END;

DROP TRIGGER IF EXISTS seals_no_delete;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
BEGIN SELECT RAISE(ABORT, 'append-only: seals are never removed'); END;

DROP TRIGGER IF EXISTS seals_in_order;
CREATE TRIGGER seals_in_order BEFORE INSERT ON seals
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM seals), 0)
BEGIN SELECT RAISE(ABORT, 'append-only: a seal follows the last one'); END;

DROP TRIGGER IF EXISTS site_changes_no_update;
CREATE TRIGGER site_changes_no_update BEFORE UPDATE ON site_changes
BEGIN SELECT RAISE(ABORT, 'append-only: notes of changed settings are never changed'); END;

DROP TRIGGER IF EXISTS site_changes_no_delete;
CREATE TRIGGER site_changes_no_delete BEFORE DELETE ON site_changes
BEGIN SELECT RAISE(ABORT, 'append-only: notes of changed settings are never removed'); END;
