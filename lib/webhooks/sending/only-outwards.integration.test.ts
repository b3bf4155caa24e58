import { createServer, type Server } from "node:net";
import { hostname } from "node:os";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { send } from "./send";
import { findTarget, type TargetAddress } from "./target";

// Listens on every address of this machine, and must never be called.
let canary: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  canary = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => canary.listen(0, "::", resolve));
  port = (canary.address() as { port: number }).port;
});

afterAll(async () => {
  await new Promise((resolve) => canary.close(resolve));
});

/** Addresses that lead inside, each in a spelling that somebody has got past somebody with. */
const INSIDE = [
  // Loopback, in all the ways to write a number.
  "127.0.0.1",
  "127.0.0.1.",
  "127.1",
  "127.0.1",
  "127.255.255.254",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0x7f.1",
  "0177.0.0.1",
  "0177.0.0.01",
  "017700000001",
  "00000177.0.0.1",
  "0x7f.0x0.0x0.0x1",
  "%31%32%37.0.0.1",
  "①②⑦.⓪.⓪.①",
  "１２７.0.0.1",
  "127。0。0。1",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "ｌｏｃａｌｈｏｓｔ",
  "0.0.0.0",
  "0",
  "0x0",
  // The networks at home, at work and at the cloud provider's.
  "10.0.0.1",
  "10.255.255.255",
  "0xa.0.0.1",
  "012.0.0.1",
  "167772161",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "192.168.1.254",
  "0xc0a80001",
  "3232235521",
  "100.64.0.1",
  "169.254.0.1",
  "169.254.169.254",
  "2852039166",
  "0xa9fea9fe",
  "0251.0376.0251.0376",
  "192.0.0.192",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  // IPv6, and IPv4 in its clothes.
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[0000:0000:0000:0000:0000:0000:0000:0001]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0:0:0:0:0:ffff:7f00:0001]",
  "[::ffff:10.0.0.1]",
  "[::ffff:a9fe:a9fe]",
  "[::ffff:0:127.0.0.1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b::a9fe:a9fe]",
  "[64:ff9b:1::1]",
  "[2002:7f00:1::]",
  "[2001:0:7f00:1::1]",
  "[fc00::1]",
  "[fd12:3456:789a::1]",
  "[fe80::1]",
  "[febf::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
];

describe("webhooks go only outwards", () => {
  it.each(INSIDE)("%s is refused when saved, and again when connecting", async (host) => {
    for (const scheme of ["http", "https"]) {
      const url = `${scheme}://${host}:${port}/hook`;
      expect(await findTarget(url)).toMatchObject({ allowed: false });
      const sent = await send({ url, headers: {}, body: "{}" });
      expect(["address_not_allowed", "dns_failure"]).toContain(sent.outcome);
    }
    expect(connections).toBe(0);
  });

  it("a name of this machine is refused, as are names that lead inside with one of their addresses", async () => {
    expect(await findTarget(`https://${hostname()}:${port}/`)).toMatchObject({ allowed: false });
    const inside = async (): Promise<TargetAddress[]> => [
      { address: "93.184.215.14", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    expect(await findTarget("https://rebind.example/", inside)).toMatchObject({
      outcome: "address_not_allowed",
    });
  });

  it("a name that changes its answer is connected to at the address that was judged, and asked once", async () => {
    let asked = 0;
    const changing = async (): Promise<TargetAddress[]> => {
      asked += 1;
      return [asked === 1 ? { address: "192.0.2.1", family: 4 } : { address: "127.0.0.1", family: 4 }];
    };
    // Documentation's own network stands for the outside: excepted, it is connected to, and nobody answers there.
    vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "192.0.2.0/24");
    const sent = await send(
      { url: `http://rebind.example:${port}/`, headers: {}, body: "{}" },
      { resolve: changing },
    );
    expect(sent.address).toBe("192.0.2.1");
    expect(sent.outcome).not.toBe("delivered");
    expect(asked).toBe(1);
    vi.unstubAllEnvs();
    const again = await send(
      { url: `http://rebind.example:${port}/`, headers: {}, body: "{}" },
      { resolve: changing },
    );
    expect(again.outcome).toBe("address_not_allowed");
    expect(connections).toBe(0);
  });

  it.each([
    ["ftp://example.com/"],
    ["file:///etc/passwd"],
    ["gopher://127.0.0.1:6379/_SET"],
    ["javascript:alert(1)"],
    ["//example.com/"],
    ["example.com"],
    [""],
    ["https://"],
    ["https://user:password@example.com/"],
    [`https://example.com/${"x".repeat(2_048)}`],
  ])("%s is no address of a webhook", async (url) => {
    expect(await findTarget(url, outside)).toMatchObject({ allowed: false });
  });

  it("a public address is allowed over https, and only over https", async () => {
    expect(await findTarget("https://example.com/hook", outside)).toMatchObject({
      allowed: true,
      address: { address: "93.184.215.14" },
    });
    expect(await findTarget("http://example.com/hook", outside)).toMatchObject({ allowed: false });
    expect(await findTarget("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/")).toMatchObject({
      allowed: true,
    });
  });

  it("an exception counts for what it names, and for nothing beside it", async () => {
    vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "localhost:4000, 10.2.0.0/16, ::1");
    const allowed = async (url: string) => (await findTarget(url)).allowed;
    expect(await allowed("http://localhost:4000/")).toBe(true);
    expect(await allowed("http://localhost:4001/")).toBe(false);
    expect(await allowed("http://10.2.3.4/")).toBe(true);
    expect(await allowed("http://10.3.3.4/")).toBe(false);
    expect(await allowed("http://[::1]:9/")).toBe(true);
    expect(await allowed("http://127.0.0.1:9/")).toBe(false);
    vi.unstubAllEnvs();
  });
});

async function outside(): Promise<TargetAddress[]> {
  return [{ address: "93.184.215.14", family: 4 }];
}
