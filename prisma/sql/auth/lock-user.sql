-- @param $1:id
SELECT id, name, email, role, two_factor_enabled AS "twoFactorEnabled", disabled_at AS "disabledAt"
FROM "user" WHERE id = $1 FOR UPDATE
