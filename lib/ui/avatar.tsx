import { translate } from "../i18n/translate";
import { type AccountLabel, avatarTone, initialsOf } from "../popup/account-label";

/**
 * A disc with a person's initials. X's own picture is not loaded: each look at the popup would tell
 * X's picture server about it. Says nothing to screen readers: the name stands beside it.
 */
export function Avatar({ label, size = 24 }: { label: AccountLabel; size?: number }) {
  const isUser = label.kind === "user";
  const text = isUser ? initialsOf(label.name, translate("locale_tag")) : String(label.number);
  const tone = isUser ? avatarTone(label.username) : 0;
  return (
    <span
      class="avatar"
      data-tone={tone}
      style={{ width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.42)}px` }}
      aria-hidden="true"
    >
      {text || (isUser ? label.username.slice(0, 1).toUpperCase() : "")}
    </span>
  );
}
