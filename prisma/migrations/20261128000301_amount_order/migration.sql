-- Amounts of one currency may count with different decimals: they are in order by what they are worth in the currency's own
-- minor units, 10^18 of these to one, so that nothing is rounded. lib/money/amount.ts says the same.
CREATE FUNCTION amount_order(amount_minor bigint, currency text, "precision" smallint) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN amount_minor * power(10::numeric, 18 - "precision" + CASE
  WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF',
    'XOF', 'XPF') THEN 0
  WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
  WHEN currency IN ('CLF', 'UYW') THEN 4
  ELSE 2 END);

CREATE INDEX payment_amount_order ON payment (amount_order(amount_minor, currency, precision) DESC, id DESC);
