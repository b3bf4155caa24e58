-- A connector's id on the wire (lib/connected/ids.ts).
CREATE FUNCTION connected_connector_id(provider text, reference text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN translate(encode(convert_to(
  '{"Provider":' || to_json(provider)::text || ',"Reference":' || to_json(reference)::text || '}', 'UTF8'), 'base64'),
  E'+/=\n', '-_');

-- Accounts whose balances are told together: those that were put in, or those that a query means.
CREATE TABLE connected_pool (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text NOT NULL,
  query jsonb,
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX connected_pool_name ON connected_pool (merchant_id, text_key(name));
CREATE INDEX connected_pool_created ON connected_pool (created_at DESC, id DESC);

CREATE TABLE connected_pool_account (
  pool_id uuid NOT NULL REFERENCES connected_pool (id) ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES connected_account (id) ON DELETE CASCADE,
  PRIMARY KEY (pool_id, account_id)
);
CREATE INDEX connected_pool_account_account ON connected_pool_account (account_id);

-- Whether a pool's query means an account. lib/connected/pools/pool-query.ts has judged the query: what is none means nothing.
CREATE FUNCTION account_matches(query jsonb, account connected_account, holder connector) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  operator text;
  operand jsonb;
  key text;
  value text;
BEGIN
  SELECT e.key, e.value INTO operator, operand FROM jsonb_each(query) e LIMIT 1;
  CASE
    WHEN operator IS NULL THEN RETURN true;
    WHEN operator = '$and' THEN
      RETURN (SELECT bool_and(account_matches(part, account, holder)) FROM jsonb_array_elements(operand) part);
    WHEN operator = '$or' THEN
      RETURN (SELECT bool_or(account_matches(part, account, holder)) FROM jsonb_array_elements(operand) part);
    WHEN operator = '$not' THEN RETURN NOT account_matches(operand, account, holder);
    WHEN operator = '$match' THEN
      SELECT e.key, e.value #>> '{}' INTO key, value FROM jsonb_each(operand) e LIMIT 1;
      RETURN coalesce(value = CASE
        WHEN key = 'id' THEN connected_account_id(holder.provider, holder.reference, account.reference)
        WHEN key = 'reference' THEN account.reference
        WHEN key = 'connector_id' THEN connected_connector_id(holder.provider, holder.reference)
        WHEN key = 'type' THEN account.type
        WHEN key = 'default_asset' THEN account.default_asset
        WHEN key = 'name' THEN account.name
        WHEN key LIKE 'metadata[%]' THEN account.metadata ->> substr(key, 10, length(key) - 10)
      END, false);
    ELSE RETURN false;
  END CASE;
END $$;
