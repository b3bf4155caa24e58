-- @param $1:recordIds
-- @param $2:limit
SELECT n.id, n.note, n.written_at AS "writtenAt", n.actor_label AS "writtenBy"
FROM person_note n WHERE n.record_id = ANY ($1::uuid[])
ORDER BY n.written_at DESC, n.id DESC LIMIT $2
