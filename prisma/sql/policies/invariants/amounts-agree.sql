-- Broken by whatever this finds: a policy payment's amount is its payment's, with a sign.
SELECT p.id FROM payment p JOIN policy_payment y ON y.payment_id = p.id WHERE abs(y.amount_minor) <> p.initial_amount_minor
