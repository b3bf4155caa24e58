-- @param $1:merchantId
SELECT id FROM merchant WHERE id = $1
