import type { z } from "zod";
import type { Method } from "@/lib/doors/door";

/** One thing a caller may ask of a door: what its route takes and what it may answer. */
export interface Operation {
  /** Unique in the whole document; client generators name their functions by it. */
  id: string;
  method: Method;
  /** The route's own template: `/v0/payments/:id`. */
  path: string;
  summary: string;
  /** What the schemas cannot say. */
  description?: string;
  /** Of each parameter in the path: what it is. */
  params?: Readonly<Record<string, string>>;
  query?: z.ZodObject;
  body?: RequestBody;
  /** What is answered when all is well. */
  answers: Readonly<Record<number, Answer>>;
  /** The refusals it has beyond those that follow from its parameters, body and security. */
  refuses?: readonly number[];
  /** For anybody, without a key. */
  isPublic?: boolean;
  /** What the curl example sends; parameters and fields that name an object read it from a variable: `$PAYMENT_ID`. */
  example?: Example;
}

export interface RequestBody {
  schema: z.ZodType;
  contentType?: "application/json" | "application/x-www-form-urlencoded";
}

export interface Answer {
  description: string;
  /** Null where the answer has no body. */
  schema: z.ZodType | null;
  headers?: Readonly<Record<string, string>>;
}

export interface Example {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** How a caller shows who it is; the keys of the document's security schemes. */
export type SecurityScheme = "bearer" | "basic" | "oauth2";

/** Everything one door can be asked, and how it refuses. */
export interface Reference {
  /** Its operations are listed under this. */
  tag: string;
  description: string;
  /** Names its refusals among the document's components: `Checkout`. */
  name: string;
  prefix: string;
  security: readonly SecurityScheme[];
  /** How the door refuses, by status. */
  refusals: Readonly<Record<number, Refusal>>;
  operations: readonly Operation[];
}

export interface Refusal {
  description: string;
  schema: z.ZodType;
}
