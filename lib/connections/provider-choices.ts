import { PROVIDERS } from "@/lib/connectors/all-providers";
import type { CredentialField } from "@/lib/connectors/provider";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** A kind of provider that can be connected, and what its form asks for. */
export interface ProviderChoice {
  name: string;
  label: string;
  credentials: readonly CredentialField[];
  /** Null where it sends no messages. */
  webhookSecret: CredentialField | null;
}

/** Every kind of provider there is. One without credentials is there from the start, and is not connected. */
export async function providerChoices({ ctx }: { ctx: Ctx }): Promise<ProviderChoice[]> {
  authorize(ctx, "providers:read");
  return PROVIDERS.map(({ name, label, credentials, webhookSecret }) => ({
    ...{ name, label, credentials, webhookSecret },
  }));
}
