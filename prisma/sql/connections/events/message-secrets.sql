-- What a provider's messages may be signed with: the secret in use, and the one before while it is rotated.
-- @param $1:id
SELECT provider, disconnected_at AS "disconnectedAt", webhook_secret_sealed AS sealed,
  CASE WHEN webhook_secret_before_until > clock_timestamp() THEN webhook_secret_before_sealed END AS "beforeSealed"
FROM connection WHERE id = $1
