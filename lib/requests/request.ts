/** A request as a list shows it. */
export interface RequestLine {
  id: string;
  createdAt: Date;
  door: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  keyId: string | null;
  keyLabel: string | null;
}

/** A request as its own page shows it. Bodies are without secrets, and cut when they were long. */
export interface LoggedRequest extends RequestLine {
  query: string;
  route: string | null;
  merchantId: string | null;
  address: string | null;
  userAgent: string | null;
  idempotencyKey: string | null;
  requestBody: string | null;
  /** As many as were sent; the body kept may be shorter. */
  requestCharacters: number;
  answerBody: string | null;
  answerCharacters: number;
}
