-- An invitation by its token or, if it is one to the team, by its id.
-- @param $1:tokenHash
-- @param $2:id
SELECT id, email, role, created_at AS "createdAt", expires_at AS "expiresAt", accepted_at AS "acceptedAt",
  revoked_at AS "revokedAt", created_by AS "createdBy"
FROM invitation
WHERE true
  AND token_hash = $1 -- @if tokenHash
  AND id = $2 AND email IS NOT NULL -- @if id
FOR UPDATE
