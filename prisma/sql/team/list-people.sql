-- Everybody with an account, and when they last signed in.
-- @param $1:limit
SELECT u.id, u.name, u.email, u.role, u.two_factor_enabled AS "twoFactorEnabled", u.disabled_at AS "disabledAt",
  s.occurred_at AS "lastSignedInAt"
FROM "user" u
LEFT JOIN LATERAL (
  SELECT occurred_at FROM audit_entry
  WHERE actor_type = 'user' AND actor_id = u.id AND action = 'user.signed_in'
  ORDER BY occurred_at DESC, id DESC LIMIT 1
) s ON true
ORDER BY u.disabled_at IS NOT NULL, lower(u.name), u.id LIMIT $1
