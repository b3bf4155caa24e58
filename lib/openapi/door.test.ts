import { afterEach, describe, expect, it, vi } from "vitest";
import { openApiDoor } from "@/lib/server/doors";

const ask = (init: RequestInit = {}, path = "/api/openapi.json") =>
  openApiDoor(new Request(`http://counterfoil.test${path}`, init));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("GET /api/openapi.json", () => {
  it("is the document of this deployment, for anybody", async () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      openapi: "3.1.0",
      servers: [{ url: "https://pay.example.com" }],
    });
  });

  it("is sent once to who keeps it, and again when the deployment has moved", async () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    const etag = (await ask()).headers.get("etag") ?? "";
    const known = { headers: { "If-None-Match": `"other", W/${etag}` } };
    const again = await ask(known);
    expect([again.status, await again.text()]).toEqual([304, ""]);
    vi.stubEnv("PUBLIC_URL", "https://money.example.com");
    expect((await ask(known)).status).toBe(200);
  });

  it("can only be read", async () => {
    expect(await (await ask({ method: "HEAD" })).text()).toBe("");
    const refused = await ask({ method: "POST" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect((await ask({}, "/api/openapi.json/more")).status).toBe(404);
  });
});
