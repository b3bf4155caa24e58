import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { personQuery } from "./person-query";
import { ShownPerson } from "./shown-person";

type Props = PageProps<"/people/[type]/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { type, id } = await params;
  return { title: (await shownOf(type, id)).data.name };
}

export default async function PersonPage({ params }: Props) {
  const { type, id } = await params;
  return <ShownPerson params={paramsOf(type, id).toString()} shown={await shownOf(type, id)} />;
}

const shownOf = cache((type: string, id: string) => {
  const params = paramsOf(type, id);
  return loadQuery(personQuery, params, () => leadOn(type, params.get("id") ?? ""));
});

function paramsOf(type: string, id: string): URLSearchParams {
  // As it was sent: a wire id may end in escaped padding.
  return new URLSearchParams({ type, id: decodeURIComponent(id) });
}

/** An account that only payments name has no record: its payments are all there is. */
function leadOn(type: string, id: string): never {
  if (type === "account" && id.startsWith("eyJ"))
    redirect(`/payments?${new URLSearchParams({ account: id })}`);
  notFound();
}
