-- The history is append-only by the database itself, whoever writes to it. Applied at every start, so a dropped trigger comes back.
CREATE OR REPLACE FUNCTION shirube_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION shirube_event_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <> 1 + coalesce((SELECT max(seq) FROM events WHERE recovery_id = NEW.recovery_id), 0) THEN
    RAISE EXCEPTION 'append-only: an event follows the last one';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION shirube_seal_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <> 1 + coalesce((SELECT max(seq) FROM seals), 0) THEN
    RAISE EXCEPTION 'append-only: a seal follows the last one';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION shirube_append_only();
CREATE OR REPLACE TRIGGER events_in_order BEFORE INSERT ON events
  FOR EACH ROW EXECUTE FUNCTION shirube_event_in_order();
CREATE OR REPLACE TRIGGER seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seals
  FOR EACH STATEMENT EXECUTE FUNCTION shirube_append_only();
CREATE OR REPLACE TRIGGER seals_in_order BEFORE INSERT ON seals
  FOR EACH ROW EXECUTE FUNCTION shirube_seal_in_order();
CREATE OR REPLACE TRIGGER site_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON site_changes
  FOR EACH STATEMENT EXECUTE FUNCTION shirube_append_only();
