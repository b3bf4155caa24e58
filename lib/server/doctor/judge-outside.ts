import { FORGED_ADDRESS, type Outside, type OutsideAnswer } from "./ask-outside";
import { type Finding, ok, wrong } from "./finding";
import { PROBE_BODY_BYTES, type SeenByProbe, STREAM_GAP_MS } from "./probe";

/** Clocks that differ by less agree: webhooks' signatures and two-factor codes hold. */
export const CLOCK_MS_MAX = 5_000;

const MIB = 1_048_576;

/** What is wrong with the way requests come in, in the order in which it is best mended. */
export function judgeOutside(outside: Outside): Finding[] {
  const reached = judgeAddress(outside);
  if (reached.state === "wrong") return [reached];
  const { seen } = outside;
  if (!("value" in seen) || !seen.value) return [reached, unknownServer(seen)];
  return [
    reached,
    judgePublicUrl(outside.address, seen.value),
    judgeHost(outside.address, seen.value),
    judgeScheme(outside.address, seen.value),
    judgeForwarded(seen.value),
    judgeStream(outside.stream),
    judgeBody(outside.body),
    judgeClock("clock", outside.clockAheadMs, "the server's clock"),
  ];
}

/** Whether two clocks agree. */
export function judgeClock(check: string, aheadMs: number, whose: string): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  if (Math.abs(aheadMs) <= CLOCK_MS_MAX) return ok(check, `${whose} and this machine's agree`);
  return wrong(
    check,
    `${whose} is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} this machine's: let both follow a time server (NTP)`,
  );
}

function judgeAddress({ address, health }: Outside): Finding {
  if ("failure" in health)
    return wrong("address", `${address} cannot be reached from here: ${health.failure}`);
  if (health.status === 421)
    return wrong(
      "host",
      "the server does not know the name it is asked for: let the proxy send on the Host it was asked for, or set PUBLIC_URL to the name people use",
    );
  if (health.status >= 300 && health.status < 400)
    return wrong(
      "address",
      `${address} leads elsewhere (${health.status}): set PUBLIC_URL to the address where people end up`,
    );
  if (health.value === null)
    return wrong(
      "address",
      `${address} is answered by something else than this server (${health.status}): look where the proxy sends requests`,
    );
  if (health.status !== 200)
    return wrong("address", `${address} answers, and no payment can be recorded now (${health.value})`);
  return ok("address", `${address} answers`);
}

function unknownServer(seen: OutsideAnswer<SeenByProbe>): Finding {
  const why = "failure" in seen ? seen.failure : `it answered ${seen.status}`;
  return wrong(
    "address",
    `the server there does not know this deployment's key (${why}): give the doctor the same --data or COUNTERFOIL_ENCRYPTION_KEY as the server, or look where the proxy sends requests`,
  );
}

function judgePublicUrl(address: string, seen: SeenByProbe): Finding {
  if (new URL(seen.publicUrl).origin === new URL(address).origin)
    return ok("public address", `PUBLIC_URL is ${address}`);
  return wrong(
    "public address",
    `the server's PUBLIC_URL is ${seen.publicUrl} and people use ${address}: set PUBLIC_URL to it`,
  );
}

function judgeHost(address: string, { host, forwardedHost, trustedProxies }: SeenByProbe): Finding {
  const { host: wanted, protocol } = new URL(address);
  const told = trustedProxies > 0 && forwardedHost !== null ? lastOf(forwardedHost) : host;
  const arrived = URL.canParse(`${protocol}//${told}`) ? new URL(`${protocol}//${told}`).host : told;
  if (arrived === wanted) return ok("host", `the server is asked for ${wanted}`);
  return wrong(
    "host",
    `the server is asked for "${told}" where people asked for ${wanted}: let the proxy send on the Host it was asked for (nginx: proxy_set_header Host $http_host)`,
  );
}

function judgeScheme(address: string, { forwardedProto, trustedProxies }: SeenByProbe): Finding {
  const scheme = new URL(address).protocol.slice(0, -1);
  if (trustedProxies === 0 && forwardedProto === null) return ok("scheme", `people use ${scheme}`);
  if (forwardedProto !== null && lastOf(forwardedProto) === scheme)
    return ok("scheme", `the proxy says ${scheme}`);
  return wrong(
    "scheme",
    `people use ${scheme} and the proxy says ${forwardedProto === null ? "nothing" : `"${forwardedProto}"`} in X-Forwarded-Proto: let it write ${scheme} there (nginx: proxy_set_header X-Forwarded-Proto $scheme)`,
  );
}

function judgeForwarded({ forwardedFor, clientAddress, trustedProxies }: SeenByProbe): Finding {
  if (trustedProxies === 0) {
    if (forwardedFor === null || forwardedFor === FORGED_ADDRESS)
      return ok("forwarded headers", `clients are told apart by their connection (${clientAddress})`);
    return wrong(
      "forwarded headers",
      "a proxy stands in front and TRUST_PROXY is 0, so that all clients count as one address: set TRUST_PROXY to the number of your proxies",
    );
  }
  if (forwardedFor === null)
    return wrong(
      "forwarded headers",
      `TRUST_PROXY is ${trustedProxies} and no proxy writes X-Forwarded-For, so that all clients count as one address: let it (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for)`,
    );
  if (clientAddress === FORGED_ADDRESS)
    return wrong(
      "forwarded headers",
      `a client may choose its own address: TRUST_PROXY is ${trustedProxies} and fewer proxies add to X-Forwarded-For; set it to their number, and let each add the address it was reached from`,
    );
  return ok("forwarded headers", `clients are told apart by what the proxy says (${clientAddress})`);
}

function judgeStream(stream: Outside["stream"]): Finding {
  const check = "live stream";
  if ("failure" in stream || stream.value === null)
    return wrong(
      check,
      `the stream of events was cut (${"failure" in stream ? stream.failure : stream.status}): let the proxy pass answers of text/event-stream on`,
    );
  const { gapMs, encoding } = stream.value;
  if (gapMs < STREAM_GAP_MS / 2)
    return wrong(
      check,
      "the proxy keeps events back until there are more of them, so that pages do not follow along: switch its buffering off for text/event-stream (nginx: proxy_buffering off)",
    );
  if (encoding !== null)
    return wrong(
      check,
      `the proxy compresses the stream of events (${encoding}): leave text/event-stream out of what it compresses`,
    );
  return ok(check, "events come as they are sent");
}

function judgeBody(body: Outside["body"]): Finding {
  const check = "body limit";
  const size = `${PROBE_BODY_BYTES / MIB} MiB`;
  if ("value" in body && body.value?.bodyBytes === PROBE_BODY_BYTES)
    return ok(check, `a body of ${size} arrives`);
  const how = "failure" in body ? `breaks off: ${body.failure}` : `is answered ${body.status}`;
  return wrong(
    check,
    `a body of ${size}, which an import may have, ${how}: let the proxy take it (nginx: client_max_body_size 17m)`,
  );
}

// The proxy nearest to the server writes the last entry.
function lastOf(header: string): string {
  return header.split(",").at(-1)?.trim() ?? "";
}
