-- @param $1:ids
UPDATE connection_route r SET position = t.place
FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place) WHERE r.id = t.id
