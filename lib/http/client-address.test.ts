import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { CLIENT_ADDRESS_HEADER, stampClientAddress } from "./client-address";

function received(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const req = new IncomingMessage(socket);
  for (const [name, value] of Object.entries(headers)) {
    req.headers[name.toLowerCase()] = value;
    req.rawHeaders.push(name, value);
  }
  return req;
}

/** The address as the framework reads it and as the doors read it: they must never differ. */
function told(req: IncomingMessage): (string | undefined)[] {
  const at = req.rawHeaders.lastIndexOf(CLIENT_ADDRESS_HEADER);
  return [String(req.headers[CLIENT_ADDRESS_HEADER]), req.rawHeaders[at + 1]];
}

describe("the client's address", () => {
  it("is the socket's, whatever the client claims", () => {
    const req = received("::ffff:192.0.2.1", {
      "X-Counterfoil-Client-Address": "203.0.113.9",
      "X-Forwarded-For": "203.0.113.9",
      Host: "localhost",
    });
    stampClientAddress(req, 0);
    expect(told(req)).toEqual(["192.0.2.1", "192.0.2.1"]);
    expect(req.rawHeaders.join()).not.toContain("203.0.113.9");
    expect(req.headers.host).toBe("localhost");
  });

  it("is the entry that the outermost trusted proxy added, never one the client wrote before it", () => {
    const claimed = { "X-Forwarded-For": "203.0.113.9, 198.51.100.1, 198.51.100.2" };
    const one = received("10.0.0.1", claimed);
    stampClientAddress(one, 1);
    expect(told(one)).toEqual(["198.51.100.2", "198.51.100.2"]);
    const two = received("10.0.0.1", claimed);
    stampClientAddress(two, 2);
    expect(told(two)).toEqual(["198.51.100.1", "198.51.100.1"]);
  });

  it("is the proxy's own when it adds nothing", () => {
    const req = received("10.0.0.1", {});
    stampClientAddress(req, 1);
    expect(told(req)).toEqual(["10.0.0.1", "10.0.0.1"]);
  });
});
