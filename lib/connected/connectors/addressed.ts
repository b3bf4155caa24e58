import type { Call } from "@/lib/http/operation";
import type { InstalledConnector } from "./installed-connector";
import { connectorUnder, soleConnectorOf } from "./one-connector";

export const BY_PROVIDER = {
  provider: "The provider, in any case and hyphenation, where it has one connector.",
};
export const BY_ID = { provider: "The connector's provider.", id: "The connector's id, unpadded base64url." };

/** How version 1 names a connector: by its id, or by its provider alone. */
export const soleConnector = ({ ctx, params: { provider = "" } }: Call) => soleConnectorOf(ctx, provider);
export const namedConnector = ({ ctx, params: { provider = "", id = "" } }: Call) =>
  connectorUnder(ctx, provider, id);

/** An operation of the first wire version on a connector that it names in either way. */
export interface Addressed {
  id: string;
  path: string;
  params: Readonly<Record<string, string>>;
  find: (call: Call) => Promise<InstalledConnector>;
  example: { params: Record<string, string> };
}
