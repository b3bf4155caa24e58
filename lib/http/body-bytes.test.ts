import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problemOf } from "@/lib/verb/problem";
import { BODY_DRAINED_BYTES_MAX, BODY_DRAINED_MS_MAX, readBodyBytes } from "./body-bytes";

const MAX = 1_000;
const CHUNK_BYTES = 65_536;

/** A client that sends so many bytes, and says how many of them were taken and whether it was cut off. */
function client(bytes: number, headers: Record<string, string> = {}) {
  const seen = { taken: 0, cut: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = Math.min(CHUNK_BYTES, bytes - seen.taken);
        if (size === 0) return controller.close();
        seen.taken += size;
        controller.enqueue(new Uint8Array(size));
      },
      cancel() {
        seen.cut = true;
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request("http://localhost", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
  return { request, seen };
}

const codeOf = (read: Promise<unknown>) =>
  read.then(
    () => "read",
    (err: unknown) => problemOf(err)?.code,
  );

describe("a body", () => {
  it("is read up to its limit, and may be missing", async () => {
    expect((await readBodyBytes(client(MAX).request, MAX)).byteLength).toBe(MAX);
    const none = new Request("http://localhost", { method: "POST" });
    expect((await readBodyBytes(none, MAX)).byteLength).toBe(0);
  });

  it.each([MAX + 1, 8 * 1_048_576, BODY_DRAINED_BYTES_MAX])(
    "of %i bytes is refused once it is read off, so that whoever sends it can hear so",
    async (bytes) => {
      const { request, seen } = client(bytes);
      expect(await codeOf(readBodyBytes(request, MAX))).toBe("body_too_large");
      expect(seen).toEqual({ taken: bytes, cut: false });
    },
  );

  it("that never ends is cut off", async () => {
    const { request, seen } = client(Number.POSITIVE_INFINITY);
    expect(await codeOf(readBodyBytes(request, MAX))).toBe("body_too_large");
    expect(seen.cut).toBe(true);
    expect(seen.taken).toBeLessThan(BODY_DRAINED_BYTES_MAX + 3 * CHUNK_BYTES);
  });

  it("that says it is too long to be read off is refused unread", async () => {
    const length = String(MAX + BODY_DRAINED_BYTES_MAX + 1);
    const { request, seen } = client(8 * 1_048_576, { "content-length": length });
    expect(await codeOf(readBodyBytes(request, MAX))).toBe("body_too_large");
    expect(seen.taken).toBe(0);
  });
});

describe("a body that stalls beyond its limit", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is refused in the end", async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(MAX + 1)) });
    const request = new Request("http://localhost", { method: "POST", body, duplex: "half" } as RequestInit);
    const code = codeOf(readBodyBytes(request, MAX));
    await vi.advanceTimersByTimeAsync(BODY_DRAINED_MS_MAX);
    expect(await code).toBe("body_too_large");
  });
});
