-- Broken by whatever this finds: a policy payment's charges add up to its amount.
SELECT payment_id AS id FROM policy_payment
WHERE jsonb_array_length(charges) > 0
  AND amount_minor <> (SELECT sum((charge ->> 'calculated')::bigint) FROM jsonb_array_elements(charges) charge)
