-- The newest version of each owner's account, without its number.
-- @param $1:ownerIds
SELECT DISTINCT ON (b.owner_id) b.id, b.owner_id AS "ownerId", b.version, b.holder, b.scheme, b.country, b.bic,
  b.bank_code AS "bankCode", b.last4, b.created_at AS "createdAt", b.actor_label AS "actorLabel"
FROM bank_account b WHERE b.owner_id = ANY ($1::uuid[]) ORDER BY b.owner_id, b.version DESC
