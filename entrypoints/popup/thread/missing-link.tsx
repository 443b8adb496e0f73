import { useId, useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Send } from "../../../lib/ui/use-commands";

/** Asks where the post is that a failed one of its thread is to answer, so that the thread can go on. */
export function MissingLink({ postId, send }: { postId: string; send: Send }) {
  const id = useId();
  const [link, setLink] = useState("");
  return (
    <form
      class="missing-link"
      onSubmit={(event) => {
        event.preventDefault();
        if (link.trim() !== "") void send({ type: "tell-post-link", postId, link });
      }}
    >
      <label class="field-label" for={`${id}-link`}>
        {translate("thread_link")}
      </label>
      <input
        id={`${id}-link`}
        class="field-box"
        type="text"
        inputMode="url"
        dir="ltr"
        autocomplete="off"
        value={link}
        onInput={(event) => setLink(event.currentTarget.value)}
      />
      <button type="submit" class="button is-small" disabled={link.trim() === ""}>
        {translate("thread_link_use")}
      </button>
    </form>
  );
}
