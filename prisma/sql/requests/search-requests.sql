-- Ids are in the order of time. What no index finds is looked for among those that one does, and not for ever.
SELECT * FROM (
SELECT
-- @include requests/_line-columns
FROM request_log r
WHERE true -- @replace found
) r
WHERE true -- @replace narrowed
