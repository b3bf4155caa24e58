import { pageQuery } from "@/lib/connected/query/query-schema";
import { notOffered } from "@/lib/http/not-offered";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { NOT_OFFERED_V3 } from "./not-offered/rows-v3";
import { validateFirst } from "./validate-first";

const operation = operationsWith(validateFirst);

/** Each is refused, whatever it is sent. */
export const notOfferedOperations: readonly KeyedOperation[] = NOT_OFFERED_V3.map(
  ([id, method, path, permission, summary]) =>
    operation({
      ...notOffered({
        ...{ id, method, path, permission, summary },
        description:
          "No connector here can do this: always refused with `CONNECTOR_CAPABILITY_NOT_SUPPORTED`.",
        message: `no connector here can do this: ${summary.toLowerCase()}`,
      }),
      ...(method === "GET" && { query: pageQuery }),
    }),
);
