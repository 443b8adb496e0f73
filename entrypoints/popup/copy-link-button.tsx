import { translate } from "../../lib/i18n/translate";
import { useSay } from "./messages";

/** Puts a post's address into the clipboard, and says so. */
export function CopyLinkButton({
  url,
  className,
  describedBy,
}: {
  url: string;
  className: string;
  describedBy?: string;
}) {
  const say = useSay();
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(url);
    say({ text: translate("activity_link_copied") });
  }
  return (
    <button
      type="button"
      class={className}
      {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
      onClick={() => void copy()}
    >
      {translate("activity_copy_link")}
    </button>
  );
}
