import { SDK } from "@formance/formance-sdk";
import { serve } from "@hono/node-server";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { connectedDoor } from "@/lib/doors/connected";
import { tokenDoor } from "@/lib/doors/token";
import { newId, spellId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { freePort } from "@/lib/process/testing/programs";
import { versionsDoor } from "./versions";

/** The official client against a server of its own with what the door answers, and a key of one merchant. */
export async function aClient() {
  const { id } = await aMerchant();
  const made = await createKey({
    ctx: contextOf("admin"),
    input: { id: newId(), name: "Finance", scopes: ["payments:read", "payments:write"], merchantId: id },
  });
  const clientID = spellId("key", made.key.id);
  const clientSecret = made.secret ?? "";
  const port = await freePort();
  const serverURL = `http://127.0.0.1:${port}`;
  const server = serve({ port, hostname: "127.0.0.1", fetch: route });
  const clientWith = (secret: string) =>
    new SDK({ serverURL, security: { clientID, clientSecret: secret, tokenURL: "/api/auth/oauth/token" } });
  return { sdk: clientWith(clientSecret), clientWith, clientID, clientSecret, serverURL, server };
}

function route(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/versions") return versionsDoor(request);
  return pathname.startsWith("/api/auth/") ? tokenDoor(request) : connectedDoor(request);
}
