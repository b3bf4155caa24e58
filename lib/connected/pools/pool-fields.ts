import { isCreatedAt, isText, type ListFields, matched } from "@/lib/connected/query/list-fields";
import { readAnyId } from "@/lib/ids";

/** What a query may name of `connected_pool p`. */
export const POOL_FIELDS: ListFields = {
  fields: {
    id: matched((text, bind) => {
      const id = readAnyId(text);
      return id ? `p.id = ${bind(id)}::uuid` : "false";
    }),
    name: isText("p.name"),
    created_at: isCreatedAt("p.created_at"),
  },
};
