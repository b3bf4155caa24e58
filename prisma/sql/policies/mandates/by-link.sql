-- @param $1:linkToken
SELECT
-- @include policies/mandates/_mandate-columns
FROM mandate m WHERE m.link_token = $1
