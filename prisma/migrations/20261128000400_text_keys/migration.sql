-- A B-tree refuses a row whose key is over 2 704 bytes, and a thousand characters are up to four thousand bytes. So what
-- may be longer than a third of a page is indexed by its digest, of built-in functions alone so that it is immutable.
CREATE FUNCTION text_key(value text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(replace(value, E'\\', E'\\\\')::bytea);

-- One index finds a payment by its reference and keeps (connector, reference, type) unique.
CREATE UNIQUE INDEX payment_reference_unique ON payment (text_key(reference), connector_id, type);
DROP INDEX payment_reference;
ALTER TABLE payment DROP CONSTRAINT payment_connector_id_reference_type_key;

CREATE UNIQUE INDEX connected_account_reference_unique ON connected_account (text_key(reference), connector_id);
ALTER TABLE connected_account DROP CONSTRAINT connected_account_connector_id_reference_key;

-- An account's id holds its reference, and is longer still.
DROP INDEX connected_payment_source;
DROP INDEX connected_payment_destination;
CREATE INDEX connected_payment_source ON connected_payment USING hash (source_account_id);
CREATE INDEX connected_payment_destination ON connected_payment USING hash (destination_account_id);
