/** As much of the library as the reference uses; it brings no types of its own. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  import type * as React from "react";

  export interface System {
    React: typeof React;
  }
  type Component = React.ComponentType<Record<string, unknown>>;
  export interface Plugin {
    components?: Record<string, Component>;
    wrapComponents?: Record<string, (original: Component, system: System) => Component>;
  }
  export interface Options {
    domNode: HTMLElement;
    spec: object;
    /** The name of the component that draws the document. */
    layout: string;
    deepLinking: boolean;
    docExpansion: "list" | "full" | "none";
    defaultModelsExpandDepth: number;
    syntaxHighlight: { activated: boolean };
    supportedSubmitMethods: string[];
    validatorUrl: null;
    plugins: ((system: System) => Plugin)[];
  }
  export default function SwaggerUI(options: Options): unknown;
}
