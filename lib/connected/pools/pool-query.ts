import { readAsset, spellAsset } from "@/lib/connected/assets";
import { decodeAccountId, decodeConnectorId, encodeAccountId, encodeConnectorId } from "@/lib/connected/ids";
import { readQuery } from "@/lib/connected/query/query";
import { refuseQuery } from "@/lib/connected/query/refuse-query";
import { readAnyId } from "@/lib/ids";
import { textFault } from "@/lib/text/text-fault";

/** Which accounts a pool has, as it is kept: one operator an object, as it was sent, ids and assets in their canonical spelling. */
export type PoolQuery = { [operator: string]: PoolQuery | PoolQuery[] | { [key: string]: string } };

/** What a pool's query may name. No account here has an `open_banking_connection_id`. */
const KEYS = [
  ...["id", "reference", "connector_id", "type", "default_asset", "name"],
  ...["psu_id", "open_banking_connection_id"],
];

/**
 * Reads a pool's query: `$match` of one key each, joined by `$and`, `$or` and `$not`; `{}` means every account. The
 * database's `account_matches` asks it of an account. Refuses with `invalid` on `query`, naming what it does not know.
 */
export function readPoolQuery(query: Readonly<Record<string, unknown>>): PoolQuery {
  if (Object.keys(query).length === 0) return {};
  return readQuery<PoolQuery>(query, {
    junction: (operator, parts) => ({ [operator]: parts }),
    negation: (part) => ({ $not: part }),
    condition: (operator, key, value) => {
      if (operator !== "$match") refuseQuery(`cannot compare ${key} with ${operator}`);
      return { $match: { [key]: canonical(key, value) } };
    },
  });
}

function canonical(key: string, value: unknown): string {
  if (!KEYS.includes(key) && !/^metadata\[.+\]$/s.test(key))
    return refuseQuery(`does not know the key ${key}`);
  if (typeof value !== "string") return refuseQuery(`${key} needs a string`);
  const fault = textFault(key) ?? textFault(value);
  if (fault) return refuseQuery(`${key} ${fault}`);
  return spelled(key, value) ?? value;
}

function spelled(key: string, value: string): string | null {
  switch (key) {
    case "id": {
      const account = decodeAccountId(value);
      return account && encodeAccountId(account);
    }
    case "connector_id": {
      const connector = decodeConnectorId(value);
      return connector && encodeConnectorId(connector);
    }
    case "default_asset": {
      const asset = readAsset(value);
      return asset && spellAsset(asset);
    }
    case "psu_id":
      return readAnyId(value);
    default:
      return null;
  }
}
