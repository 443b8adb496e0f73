/** A logger for WXT's builds that says nothing: errors still reject, and its tables of files would say no more. */
export function quietLogger() {
  const say = () => {};
  return {
    debug: say,
    log: say,
    info: say,
    warn: say,
    error: say,
    fatal: say,
    success: say,
    level: 0,
  };
}
