-- Text is kept as it was sent, and searched composed and without case (lib/text/search-key.ts does the same).
CREATE FUNCTION search_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN normalize(lower(value));

UPDATE payment SET search = search_key(search) WHERE search IS NOT NFC NORMALIZED;
UPDATE policyholder SET search = search_key(search) WHERE search IS NOT NFC NORMALIZED;
UPDATE policy SET search = search_key(search) WHERE search IS NOT NFC NORMALIZED;

CREATE INDEX customer_words ON customer USING gin (
  search_key(name) gin_trgm_ops, search_key(email) gin_trgm_ops, search_key(external_id) gin_trgm_ops);

DROP INDEX referral_uid_words;
DROP INDEX referral_email_words;
CREATE INDEX referral_words ON referral USING gin (search_key(uid) gin_trgm_ops, search_key(email) gin_trgm_ops);
CREATE INDEX subscription_reference_composed ON subscription USING hash (normalize(reference));
