import { Refused } from "@/lib/verb/problem";

/**
 * How much beyond its limit a body is read off before it is refused, and for how long. A client that writes all it has
 * before it reads anything would otherwise find its connection gone, and never learn that its body was too large.
 */
export const BODY_DRAINED_BYTES_MAX = 16_777_216;
export const BODY_DRAINED_MS_MAX = 10_000;

/** The bytes of a request's body. Refuses with `body_too_large`, keeping nothing of what is beyond the limit. */
export async function readBodyBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > bytesMax + BODY_DRAINED_BYTES_MAX) refuse(bytesMax);
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= bytesMax) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    bytes += value.byteLength;
    chunks.push(value);
  }
  await drain(reader);
  return refuse(bytesMax);
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  // Ends the reading that waits as well.
  const timer = setTimeout(() => void giveUp(reader), BODY_DRAINED_MS_MAX);
  try {
    for (let bytes = 0; bytes <= BODY_DRAINED_BYTES_MAX; ) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
    }
    await giveUp(reader);
  } catch {
    // The client has gone: nobody is left to be refused.
  } finally {
    clearTimeout(timer);
  }
}

async function giveUp(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  await reader.cancel().catch(() => {});
}

function refuse(bytesMax: number): never {
  throw new Refused({ code: "body_too_large", bytesMax });
}
