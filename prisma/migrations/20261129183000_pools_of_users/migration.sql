-- Whether a pool's query means an account; psu_id means those made of a payment service user's bank accounts.
-- lib/connected/pools/pool-query.ts has judged the query: what is none means nothing.
CREATE OR REPLACE FUNCTION account_matches(query jsonb, account connected_account, holder connector) RETURNS boolean
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
      IF key = 'psu_id' THEN RETURN EXISTS (
        SELECT 1 FROM connected_bank_account_forward f
        JOIN payment_service_user_bank_account u ON u.bank_account_id = f.bank_account_id
        WHERE f.account_id = account.id AND u.user_id::text = value);
      END IF;
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
