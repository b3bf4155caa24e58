import { spellAsset } from "@/lib/connected/assets";
import {
  isAsset,
  isConnector,
  isCreatedAt,
  isIdOf,
  isReference,
  isText,
  type ListFields,
} from "@/lib/connected/query/list-fields";

/** What a query may name of `connected_account a`. */
export const ACCOUNT_FIELDS: ListFields = {
  fields: {
    id: isIdOf("a.connector_id", "a.reference"),
    reference: isReference("a.reference"),
    connector_id: isConnector("a.connector_id"),
    type: isText("a.type"),
    default_asset: isAsset((asset, bind) => `a.default_asset = ${bind(spellAsset(asset))}`),
    name: isText("a.name"),
    account_name: isText("a.name"),
    created_at: isCreatedAt("a.created_at"),
  },
  metadata: "a.metadata",
};
