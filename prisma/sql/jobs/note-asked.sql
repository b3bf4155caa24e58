-- That a provider was asked of what it has in work, and had nothing new to say.
-- @param $1:id
UPDATE attempt SET asks = asks + 1, last_asked_at = clock_timestamp() WHERE id = $1 AND state = 'processing'
