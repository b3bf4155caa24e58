import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { type ConnectedAccount, listAccounts } from "@/lib/connected/connectors/account";
import { encodeAccountId } from "@/lib/connected/ids";
import { firstPageRequest, readPageRequest } from "@/lib/connected/query/page-request";
import { EVERYTHING, paymentSearchParams } from "@/lib/payments/search";
import { problemOf } from "@/lib/verb/problem";

const LIST = "accounts/console";
const ROWS = 50;

/** A page of the accounts of connectors, newest first. */
export const accountsQuery = {
  permission: "connectors:read",
  read: async ({ ctx, params }) => {
    const page = await listAccounts({ ctx, input: requestOf(params.get("cursor")) });
    return {
      lines: page.data.map(accountLine),
      newerHref: hrefOf(page.previous),
      olderHref: hrefOf(page.next),
    };
  },
} satisfies ConsoleQuery<unknown>;

export type AccountLine = ReturnType<typeof accountLine>;

function accountLine(account: ConnectedAccount) {
  const { uuid, name, provider, reference, connectorReference, type, defaultAsset, createdAt } = account;
  const id = encodeAccountId({ connector: { provider, reference: connectorReference }, reference });
  return {
    ...{ uuid, id, reference, provider, type, defaultAsset, createdAt },
    name: name || reference,
    paymentsHref: `/payments?${paymentSearchParams({ ...EVERYTHING, account: id })}`,
  };
}

// A cursor that was cut short while copying begins at the first page.
function requestOf(cursor: string | null) {
  try {
    if (cursor !== null) return readPageRequest(LIST, new URLSearchParams({ cursor }));
  } catch (err) {
    if (!problemOf(err)) throw err;
  }
  return firstPageRequest(LIST, ROWS);
}

function hrefOf(cursor: string | undefined): string | null {
  return cursor ? `/connectors/accounts?${new URLSearchParams({ cursor })}` : null;
}
