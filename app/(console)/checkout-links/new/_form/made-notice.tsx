import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Somebody came back to a form that has done its work. */
export function MadeNotice({ id }: { id: string | null }) {
  if (!id) return null;
  return (
    <Notice title="This form has made its link already">
      <p>Sending it again changes nothing and makes no second payment.</p>
      <p className="mt-2 flex flex-wrap gap-2">
        <ButtonLink href={`/checkout-links/${id}`} size="sm">
          Open the link
        </ButtonLink>
        {/* A whole load: a new form has a key of its own. */}
        <a
          href={`/checkout-links/new?like=${id}`}
          className="inline-flex items-center text-primary underline underline-offset-2"
        >
          Make another like it
        </a>
      </p>
    </Notice>
  );
}
