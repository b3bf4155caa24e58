// JavaScript, because the framework's configuration reads it before anything is compiled.

const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  // Not "no-referrer": a form sent without its script would then carry the origin "null" and be refused.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

const NOT_FRAMED = { "X-Frame-Options": "DENY" };

/** What the doors' answers carry: they are data, and nothing in them may run or be framed. */
export const DOOR_HEADERS = {
  ...EVERYWHERE,
  ...NOT_FRAMED,
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
};

/** What the console's pages carry. */
export const PAGE_HEADERS = { ...EVERYWHERE, ...NOT_FRAMED, "Cross-Origin-Opener-Policy": "same-origin" };

/** What the hosted pages carry: merchants may show it in a frame of their own. */
export const HOSTED_PAGE_HEADERS = { ...EVERYWHERE, "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };

/** The same as rules of the framework's configuration. */
export const HEADER_RULES = [
  { source: "/((?!pay/|mandate/|api/|v0/|v1/).*)", headers: PAGE_HEADERS },
  { source: "/(pay|mandate)/:path*", headers: HOSTED_PAGE_HEADERS },
  { source: "/(api|v0|v1)/:path*", headers: DOOR_HEADERS },
  // The hosted page in a sandboxed frame has no origin, and asks for its typeface all the same.
  { source: "/_next/static/media/:path*", headers: { "Access-Control-Allow-Origin": "*" } },
];

/**
 * The script policy of a page: only scripts that carry this answer's nonce run, and what those load.
 * @param {string} nonce
 * @param {boolean} hosted
 */
export function pagePolicy(nonce, hosted) {
  const common = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // Attributes too: charts and floating panels are placed by them.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
  ];
  // A form's target is checked again at each redirect, and the hosted page's form ends at the merchant's address.
  const console = ["form-action 'self'", "frame-ancestors 'none'"];
  return [...common, ...(hosted ? [] : console)].join("; ");
}
