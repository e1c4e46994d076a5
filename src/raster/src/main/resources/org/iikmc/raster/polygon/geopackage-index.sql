-- What keeps the index right when features are edited (OGC 12-128r17, Annex F.3). Made last: these
-- call functions that a GIS has and SQLite has not.
CREATE TRIGGER $insert AFTER INSERT ON $table
  WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
  INSERT OR REPLACE INTO $index VALUES (
    NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER $update1 AFTER UPDATE OF geom ON $table
  WHEN OLD.fid = NEW.fid AND (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
  INSERT OR REPLACE INTO $index VALUES (
    NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER $update2 AFTER UPDATE OF geom ON $table
  WHEN OLD.fid = NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom))
BEGIN
  DELETE FROM $index WHERE id = OLD.fid;
END;
CREATE TRIGGER $update3 AFTER UPDATE ON $table
  WHEN OLD.fid != NEW.fid AND (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
  DELETE FROM $index WHERE id = OLD.fid;
  INSERT OR REPLACE INTO $index VALUES (
    NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER $update4 AFTER UPDATE ON $table
  WHEN OLD.fid != NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom))
BEGIN
  DELETE FROM $index WHERE id IN (OLD.fid, NEW.fid);
END;
CREATE TRIGGER $delete AFTER DELETE ON $table
  WHEN OLD.geom NOT NULL
BEGIN
  DELETE FROM $index WHERE id = OLD.fid;
END;
