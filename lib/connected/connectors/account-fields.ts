import { readAsset, spellAsset } from "@/lib/connected/assets";
import {
  isConnector,
  isCreatedAt,
  isIdOf,
  isReference,
  isText,
  type ListFields,
  matched,
} from "@/lib/connected/query/list-fields";

/** What a query may name of `connected_account a`. */
export const ACCOUNT_FIELDS: ListFields = {
  fields: {
    id: isIdOf("a.connector_id", "a.reference"),
    reference: isReference("a.reference"),
    connector_id: isConnector("a.connector_id"),
    type: isText("a.type"),
    default_asset: matched((text, bind) => {
      const asset = readAsset(text);
      return asset ? `a.default_asset = ${bind(spellAsset(asset))}` : "false";
    }),
    name: isText("a.name"),
    account_name: isText("a.name"),
    created_at: isCreatedAt("a.created_at"),
  },
  metadata: "a.metadata",
};
