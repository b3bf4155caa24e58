import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { inspectKey, type KeyUse } from "@/lib/requests/inspect-key";
import { InspectKey } from "@/lib/requests/schemas";

/** What became of an idempotency `key`; nothing where an address names none. */
export const idempotencyKeyQuery = {
  permission: "requests:read",
  read: async ({ ctx, params }) => {
    const asked = InspectKey.safeParse({ key: params.get("key") });
    return {
      key: asked.success ? asked.data.key : null,
      uses: asked.success ? (await inspectKey({ ctx, input: asked.data })).map(keyUseView) : null,
    };
  },
} satisfies ConsoleQuery<unknown>;

export type KeyUseView = ReturnType<typeof keyUseView>;

/** What was done with a key in one door and merchant, without the bodies: only how they differ is shown. */
function keyUseView({ requests, ...use }: KeyUse) {
  return {
    ...use,
    requests: requests.map(({ request: { id, status, keyLabel, createdAt }, ...judged }) => ({
      ...judged,
      request: { id, status, keyLabel, createdAt },
    })),
  };
}
