import type { OpenApiDocument } from "../document";

/** The document as tests hold answers against it. */
export interface ProvidedDocument {
  document: OpenApiDocument;
  /** Which door's refusals answer for addresses that are no operation, by prefix. */
  names: Record<string, string>;
}

declare module "vitest" {
  export interface ProvidedContext {
    openapi: ProvidedDocument;
  }
}
