import { z } from "zod";
import type { Ctx } from "@/lib/verb/context";
import { judgedAt } from "@/lib/verb/judged-at";
import type { Permission } from "@/lib/verb/permissions";
import type { Problem } from "@/lib/verb/problem";
import type { DoorName } from "./door-names";
import { BODY_BYTES_MAX, readJsonArray, readJsonObject, readJsonObjectOrNull } from "./json-body";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request that has been matched to an operation, authenticated and authorised. */
export interface Call {
  ctx: Ctx;
  request: Request;
  url: URL;
  /** The path's parameters by name, decoded. */
  params: Readonly<Record<string, string>>;
  /** The context in the time of whose things the call names, in its path or in what is given here. */
  inTimeOfWhat: (named: unknown) => Promise<Ctx>;
}

/** What is said of an operation: the reference is made of it, requests are matched by it. */
interface Description {
  /** Unique in the whole document; client generators name their functions by it. */
  id: string;
  method: Method;
  /** Segments; those that begin with a colon are parameters: `/v0/payments/:id`. */
  path: string;
  summary: string;
  /** What the schemas cannot say. */
  description?: string;
  /** Of each parameter in the path: what it is. */
  params?: Readonly<Record<string, string>>;
  query?: z.ZodObject;
  body?: RequestBody;
  /** What is answered when all is well; empty where it is always refused. */
  answers: Readonly<Record<number, Answer>>;
  /** The refusals it has beyond those that follow from its parameters, body and security. */
  refuses?: readonly number[];
  /** What the curl example sends; parameters and fields that name an object read it from a variable: `$PAYMENT_ID`. */
  example?: Example;
}

/** One thing a caller may ask of a door: routing, authorising, validating and the reference all read this entry. */
export type Operation = KeyedOperation | PublicOperation;

export interface KeyedOperation extends Description {
  /** What the caller needs; asked for before anything of the request is read. */
  permission: Permission;
  handle: (call: Call) => Promise<Response>;
}

/** For anybody, without a key. */
export interface PublicOperation extends Description {
  permission: null;
  answer: (request: Request) => Promise<Response> | Response;
}

/** Whether an operation can succeed at all: what a dialect documents and nothing here can do only refuses. */
export function isOffered({ answers }: Pick<Operation, "answers">): boolean {
  return Object.keys(answers).length > 0;
}

/** What differs between doors: how a caller shows its key, and how a refusal is worded. */
export interface Dialect {
  name: DoorName;
  /** The API key's secret in the request, or null. */
  secretOf: (request: Request) => string | null;
  /** Who presents it; an API key unless the dialect has tokens of its own. */
  authenticate?: (secret: string) => Promise<Ctx["actor"] | null>;
  /** A refusal in the dialect's words. `null` is a fault of ours: its 500, with nothing of the inside. */
  present: (problem: Problem | null, requestId: string) => Response;
}

/** Parses or refuses, in a dialect's words: every bad field at once, or the first. */
export type Validate = <Schema extends z.ZodType>(schema: Schema, value: unknown) => z.output<Schema>;

/** An operation whose body and query arrive parsed. `Loaded` is the object the path names. */
interface Entry<Shown extends z.ZodType, Body extends z.ZodType, Query extends z.ZodObject, Loaded>
  extends Omit<Description, "body" | "query"> {
  permission: Permission;
  query?: Query;
  body?: Omit<RequestBody, "schema"> & {
    schema: Shown;
    /** The schema for this very call, where it depends on who asks; `schema` is what the reference shows. */
    schemaFor?: (call: Call, body: Readonly<Record<string, unknown>>) => Body | Promise<Body>;
  };
  /** Reads the object the path names, before the body is judged: an unknown one is a 404 whatever the body says. */
  load?: (call: Call) => Promise<Loaded>;
  handle: (
    call: Call & { body: z.output<Body>; query: z.output<Query>; loaded: Loaded },
  ) => Promise<Response>;
}

/**
 * Makes the entries of a dialect's table: each handler is given what its schemas made of the request. A query parameter
 * that the entry does not name is refused by name: whoever asked for it would take the answer for one that heeds it.
 */
export function operationsWith(validate: Validate) {
  return function operation<
    Shown extends z.ZodType = z.ZodUndefined,
    Body extends z.ZodType = Shown,
    Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
    Loaded = undefined,
  >(entry: Entry<Shown, Body, Query, Loaded>): KeyedOperation {
    const { load, handle, ...description } = entry;
    const parameters = (entry.query ?? z.object({})).strict();
    return {
      ...description,
      handle: async (asked) => {
        const read = entry.body && (await readBody(asked.request, entry.body));
        const ctx = await asked.inTimeOfWhat([read, ...asked.url.searchParams.values()]);
        const call = { ...asked, ctx };
        const loaded = (await load?.(call)) as Loaded;
        const query = validate(parameters, Object.fromEntries(call.url.searchParams)) as z.output<Query>;
        const schema =
          (await entry.body?.schemaFor?.(call, read as Record<string, unknown>)) ?? entry.body?.schema;
        const body = (schema ? judgedAt(ctx.now, () => validate(schema, read)) : undefined) as z.output<Body>;
        return handle({ ...call, body, query, loaded });
      },
    };
  };
}

/** A body that the handler judges itself, because it is looked at beside what is stored. */
export function judgedByHandler<Body>() {
  return z.custom<Body>();
}

function readBody(
  request: Request,
  { read = "object", bytesMax = BODY_BYTES_MAX }: Omit<RequestBody, "schema">,
) {
  switch (read) {
    case "object":
      return readJsonObject(request, bytesMax);
    case "object or null":
      return readJsonObjectOrNull(request, bytesMax);
    case "array":
      return readJsonArray(request, bytesMax);
  }
}

/** The token of `Authorization: Bearer …`, or null. */
export function bearerSecret(request: Request): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

export interface RequestBody {
  schema: z.ZodType;
  contentType?: "application/json" | "application/x-www-form-urlencoded";
  /** Which JSON it is; an object unless said. */
  read?: "object" | "object or null" | "array";
  /** In bytes; BODY_BYTES_MAX unless said. */
  bytesMax?: number;
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

/** A door with a dialect: everything it can be asked, how a caller shows who it is, and how it refuses. */
export type Door = Dialect & DescribedDoor;

/** What the reference shows of a door. */
export interface DescribedDoor {
  /** Its operations are listed under this. */
  tag: string;
  description: string;
  /** Names its refusals among the document's components: `Checkout`. */
  component: string;
  /** Every address below it is the door's. */
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
