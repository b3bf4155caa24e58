-- @include requests/_line-columns
,
r.query, r.route, r.merchant_id AS "merchantId", r.address, r.user_agent AS "userAgent",
r.idempotency_key AS "idempotencyKey", r.request_body AS "requestBody", r.request_characters AS "requestCharacters",
r.answer_body AS "answerBody", r.answer_characters AS "answerCharacters"
