/** How a receiver verifies a message, in the ways the catalogue shows. Each runs as it stands; a test runs them. */
export const SNIPPETS = {
  library: `import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET); // whsec_…

createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  // The very bytes that were sent: JSON that is parsed and written again has another signature.
  const body = Buffer.concat(chunks).toString("utf8");
  try {
    const event = webhook.verify(body, req.headers);
    // Take it in and answer; work on it afterwards. The same webhook-id may come more than once.
    console.log(req.headers["webhook-id"], event.type, event.data);
    res.writeHead(204).end();
  } catch {
    res.writeHead(401).end();
  }
}).listen(Number(process.env.PORT ?? 4000));
`,
  crypto: `import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_SECONDS = 300;

/** Whether a message is from here: \`body\` is the text as it arrived, \`secret\` begins with whsec_. */
export function verify(secret, headers, body) {
  const id = headers["webhook-id"];
  const sentAt = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (!id || !sentAt || !signatures) return false;
  const ageSeconds = Math.abs(Date.now() / 1000 - Number(sentAt));
  if (!(ageSeconds <= TOLERANCE_SECONDS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${sentAt}.\${body}\`).digest();
  // While a secret is being replaced there is a signature by each.
  return signatures.split(" ").some((each) => {
    const [version, signature] = each.split(",");
    const given = Buffer.from(signature ?? "", "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`,
  curl: `# Signs a message as Counterfoil does and sends it to your receiver.
RECEIVER=\${RECEIVER:-http://localhost:4000/}
SECRET=\${WEBHOOK_SECRET:?whsec_…}
BODY='{"type":"payment.succeeded","timestamp":"2026-11-21T09:30:00.000Z","data":{}}'
ID=evt_example
SENT_AT=$(date +%s)

KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
SIGNATURE=$(printf %s "$ID.$SENT_AT.$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)

curl -sS -o /dev/null -w '%{http_code}\\n' "$RECEIVER" \\
  -H 'content-type: application/json' \\
  -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $SENT_AT" \\
  -H "webhook-signature: v1,$SIGNATURE" \\
  --data-binary "$BODY"
`,
} as const;
