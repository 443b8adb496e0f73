import { Icon, type IconName } from "../../lib/ui/icon";

/** A button that shows a symbol and says its name. */
export function IconButton({
  icon,
  label,
  describedBy,
  isUseless = false,
  onClick,
}: {
  icon: IconName;
  label: string;
  describedBy?: string | undefined;
  /** It does nothing at the moment, and says so, but keeps the focus. */
  isUseless?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-disabled={isUseless}
      {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
      onClick={() => {
        if (!isUseless) onClick();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
