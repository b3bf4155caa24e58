-- @param $1:rows
UPDATE policy c SET search = r.search
FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, search text) WHERE c.id = r.id
