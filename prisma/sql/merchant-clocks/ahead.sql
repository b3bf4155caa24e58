-- How far a merchant's clocks are ahead of real time: all that are not deleted say the same. Null where there is none.
-- @param $1:merchantId
SELECT max(offset_ms) AS "offsetMs" FROM merchant_test_clock WHERE merchant_id = $1 AND deleted_at IS NULL
