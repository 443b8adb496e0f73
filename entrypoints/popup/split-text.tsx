import { useLayoutEffect } from "preact/hooks";
import type { TextWeight } from "../../lib/rules/text-weight";
import { unsavedFields } from "../../lib/ui/page-fields";
import type { Send } from "../../lib/ui/use-commands";
import { useLazy } from "../../lib/ui/use-lazy";

const loadOffer = () => import("./thread/split-offer");

/** Offers to split a text that is over the limit. Empty for any other. */
export function SplitText({
  postId,
  text,
  weight,
  send,
}: {
  postId: string;
  text: string;
  weight: TextWeight;
  send: Send;
}) {
  const { view, begin } = useLazy(loadOffer);
  const { isOverLimit, maxWeight } = weight;
  useLayoutEffect(() => {
    if (isOverLimit) begin();
  }, [isOverLimit, begin]);
  if (!isOverLimit || view === null) return null;
  return (
    <view.SplitOffer
      text={text}
      maxWeight={maxWeight}
      onSplit={async (texts) => {
        // A word that is stored later would stand in the first post.
        if (await unsavedFields.settleAll()) await send({ type: "split-text", postId, texts });
      }}
    />
  );
}
