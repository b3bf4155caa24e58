-- Text is searched without case, accents, apostrophes and hyphens (lib/text/search-key.ts does the same); a hyphen between two
-- digits stays, so that 1007 is a number of its own in 2026-1007. Most text is ASCII.
CREATE FUNCTION bare_letters(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
  WHEN octet_length(value) = length(value) THEN translate(lower(value), '''`', '')
  ELSE replace(replace(replace(replace(translate(
    lower(regexp_replace(normalize(value, NFD), U&'[\0300-\036F]', '', 'g')),
    U&'\00F8\0111\00F0\0142\0127\0131\014B\03C2\2010\2011\2012\2013\2014\2015\2212\FE58\FE63\FF0D\00AD''`\00B4\2018\2019\201B\02BC\02B9\2032\FF07',
    U&'oddlhin\03C3----------'),
    U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th')
  END;
CREATE OR REPLACE FUNCTION search_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  regexp_replace(bare_letters(value), '(?<![0-9])-|-(?![0-9])', '', 'g');

UPDATE payment SET search = search_key(search) WHERE search <> search_key(search);
UPDATE policyholder SET search = search_key(search) WHERE search <> search_key(search);
UPDATE policy SET search = search_key(search) WHERE search <> search_key(search);
REINDEX INDEX customer_words;
REINDEX INDEX referral_words;

-- A telephone number as it is searched: its digits, without the zeros that stand before a national one.
CREATE FUNCTION phone_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ltrim(regexp_replace(value, '[^0-9]', '', 'g'), '0');
CREATE INDEX policyholder_phone ON policyholder USING gin (phone_key(cellphone) gin_trgm_ops);

CREATE INDEX partner_words ON partner USING gin (
  search_key(name) gin_trgm_ops, search_key(email) gin_trgm_ops, search_key(slug) gin_trgm_ops);

-- What is known of an account besides its name, such as an e-mail address, is in its metadata.
CREATE FUNCTION account_words(name text, reference text, metadata jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN search_key(name || ' ' || reference || ' ' || metadata::text);
CREATE INDEX connected_account_words ON connected_account USING gin (account_words(name, reference, metadata) gin_trgm_ops);

-- An account's id on the wire: compact JSON with sorted keys, in unpadded base64url (lib/connected/ids.ts).
CREATE FUNCTION connected_account_id(provider text, connector_reference text, reference text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN translate(encode(convert_to(
  '{"ConnectorID":{"Provider":' || to_json(provider)::text || ',"Reference":' || to_json(connector_reference)::text
  || '},"Reference":' || to_json(reference)::text || '}', 'UTF8'), 'base64'), E'+/=\n', '-_');

CREATE INDEX policy_payment_method_last4 ON policy_payment_method (last4) WHERE last4 IS NOT NULL;
-- The card of a payment that succeeded is the payment's own.
CREATE INDEX attempt_card_last4 ON attempt (card_last4, payment_id)
  WHERE card_last4 IS NOT NULL AND state <> 'succeeded';
CREATE INDEX attempt_saved_payment_method ON attempt (saved_payment_method_id) WHERE saved_payment_method_id IS NOT NULL;
CREATE INDEX attempt_provider_reference ON attempt USING hash (provider_reference);
